import type { EmbeddingCreateParams } from "openai/resources/embeddings";
import type { Client } from "../../client/createClient";
import { addNote, isOwnError } from "../../client/errors/errors";
import { embeddingPurpose } from "../../inputs/model";
import type { UsageCounter } from "../../output/usage";
import { leftInWords } from "../../pacing/endWords";
import type { RunEnd } from "../../pacing/pacedOptions";
import type { Pacer } from "../../pacing/pacer";
import { pacerFor } from "../../pacing/pacerFor";
import { type Ask, type PacedCalls, runPacedCalls } from "../../pacing/runPacedCalls";
import { tokensByQuota } from "./callPlan";
import { checkRoom, EmbeddingState, type VectorWish } from "./EmbeddingState";
import type { EmbeddingTexts } from "./embeddingTexts";
import { laterEnd } from "./laterEnd";
import { mayBeOfEncoding } from "./mayBeOfEncoding";
import { OpenTexts } from "./OpenTexts";
import { fittingShare, isDivisible, isOfContents, isTooLong, learnedLimits } from "./refusedCall";

/** Calls that are made one by one while none has brought a vector. */
const mostTrials = 5;
/** A call of so many estimated tokens that is refused for rate repeatedly is divided: its parts fit the quota sooner. */
const divisibleTokens = 4_000;
const mostRefusals = 3;

/** How texts are embedded. */
export interface EmbeddingTask extends Omit<VectorWish, "action" | "count"> {
  client: Client;
  model: string | undefined;
  /** Further fields of each request. */
  fields: object;
  cutsTooLong: boolean;
  isFloat: boolean;
  bounds: Pick<PacedCalls<unknown>, "concurrency" | "mostFailures" | "spread">;
  usage: UsageCounter;
}

/** The vectors of a step's texts. */
export interface EmbeddedTexts extends Pick<EmbeddingState, "rows" | "model" | "errors" | "fallbacks"> {
  /** The first characters that were embedded of texts that were cut, by their places. */
  cutTo: Map<number, number>;
  /** The places of texts that were not tried. */
  remaining: number[];
  /** Why texts were not done, and when to try again; null when all were. */
  warning: string | null;
}

/** Embeds the texts of one step, in rounds of calls: what a round divides or cuts is sent in the next one. */
class Embedding {
  readonly state: EmbeddingState;
  readonly open: OpenTexts;
  private readonly quota: Pick<Pacer, "shareOfLimit">;
  private isFloat: boolean;

  constructor(
    { texts, firstOf, unfit }: EmbeddingTexts,
    private readonly task: EmbeddingTask,
  ) {
    const { client, isFloat, ...wish } = task;
    this.state = new EmbeddingState({ ...wish, action: client.action, count: texts.length });
    this.isFloat = isFloat;
    this.quota = pacerFor(client.quotaKey(task.model, embeddingPurpose));
    for (const [place, error] of unfit) this.state.errors.set(place, error);
    const isSent = (place: number): boolean => firstOf[place] === place && !unfit.has(place);
    this.open = new OpenTexts(
      texts,
      texts.flatMap((_, place) => (isSent(place) ? [place] : [])),
      this.state.limits,
    );
  }

  /** Runs rounds until every text has a vector or an error, or nothing more may be sent: then it returns why. */
  async run(): Promise<RunEnd | undefined> {
    for (let trials = 0; !this.open.isEmpty; trials += 1) {
      const isTrial = !this.state.isProved && trials < mostTrials;
      try {
        const tokens = tokensByQuota(this.quota.shareOfLimit(1));
        const end = await this.round(isTrial ? this.open.takeOne(tokens) : this.open.takeAll(tokens));
        if (end) return end;
      } catch (error) {
        if (!this.state.isProved || !isOwnError(error)) throw error;
        return laterEnd(this.task.client, error);
      }
    }
    return undefined;
  }

  private async round(calls: number[][]): Promise<RunEnd | undefined> {
    const { client, model, bounds } = this.task;
    const { state, open } = this;
    let failedTexts = 0;
    const { results, end } = await runPacedCalls(calls, (places, ask) => this.call(places, ask), {
      ...{ client, model, purpose: embeddingPurpose, noun: "calls", spread: bounds.spread, keepsOrder: true },
      concurrency: Math.min(bounds.concurrency ?? 50, state.mostAtOnce(calls)),
      estimateTokens: (places) => open.tokensOf(places),
      mostRefusals: (places) =>
        places.length > 1 && open.tokensOf(places) >= divisibleTokens ? mostRefusals : undefined,
      get mostFailures() {
        const { mostFailures = Number.POSITIVE_INFINITY } = bounds;
        return state.errors.size + failedTexts >= mostFailures ? 0 : undefined;
      },
      // Errors are kept at the end of the round, which may itself be in vain.
      onFailed: (places, error) => {
        if (!isDivisible(places, error)) failedTexts += places.length;
      },
    });
    for (const [index, result] of results.entries())
      if (result?.status === "failed") this.fail(calls[index] ?? [], result.error);
    return end;
  }

  /** A call that failed: one that is too large for the quota is divided. */
  private fail(places: number[], error: unknown): void {
    if (!isDivisible(places, error)) {
      for (const place of places) this.state.errors.set(place, error);
      return;
    }
    this.state.learn({ tokens: Math.ceil(this.open.tokensOf(places) / 2) });
    this.open.divide(places);
  }

  private async call(places: number[], ask: Ask): Promise<void> {
    try {
      await this.ask(places, ask, this.isFloat);
    } catch (error) {
      if (this.meet(places, error)) return;
      if (this.isFloat || this.state.isProved || !mayBeOfEncoding(error)) throw error;
      await this.ask(places, ask, true).catch(() => {
        throw error;
      });
      this.isFloat = true;
      this.task.client.warnings.add(
        "Vectors were asked for as numbers, since base64 was refused. Encoding can say so from the beginning.",
      );
    }
  }

  private async ask(places: number[], ask: Ask, isFloat: boolean): Promise<void> {
    const { fields, dimensions, usage } = this.task;
    const body = {
      input: places.map((place) => this.open.at(place)),
      encoding_format: isFloat ? "float" : "base64",
      ...(dimensions !== undefined && { dimensions }),
      ...fields,
    } as Omit<EmbeddingCreateParams, "model">;
    const answered = await ask((openai, model) => openai.embeddings.create({ ...body, model }));
    usage.add(answered.answer.usage, answered.price);
    this.state.take(places, answered);
  }

  /** Meets a refusal of what a call holds: it is divided or cut for the next round. False where that is no help. */
  private meet(places: number[], error: unknown): boolean {
    if (!isOfContents(error)) return false;
    const { open, state } = this;
    const tokens = open.tokensOf(places);
    if (places.length > 1) {
      state.learn(learnedLimits(error, { items: places.length, tokens }));
      open.divide(places);
      return true;
    }
    if (!isTooLong(error)) return false;
    const [place = 0] = places;
    if (this.task.cutsTooLong) return open.cut(place, fittingShare(error, tokens));
    addNote(error, `The text has ${open.at(place).length} characters; Too Long Texts can cut it.`);
    return false;
  }
}

const copyEntry = <Value>(map: Map<number, Value>, from: number, to: number): void => {
  const value = map.get(from);
  if (value !== undefined && !map.has(to)) map.set(to, value);
};

/** Gives a text what became of an equal one. */
const copyTo = (place: number, first: number, { state, open }: Embedding): void => {
  state.rows.copy(first, place);
  copyEntry(state.errors, first, place);
  copyEntry(state.fallbacks, first, place);
  copyEntry(open.cutTo, first, place);
};

/**
 * Embeds texts at the pace of the quota. What is equal is sent once; calls that are refused for what they hold are
 * halved down to the text that is the reason.
 * @throws what `runPacedCalls` throws, where no vector has come.
 */
export const embedTexts = async (given: EmbeddingTexts, task: EmbeddingTask): Promise<EmbeddedTexts> => {
  const { client, dimensions } = task;
  const count = given.texts.length;
  if (dimensions !== undefined) checkRoom({ ...task, action: client.action, count }, dimensions);
  const embedding = new Embedding(given, task);
  const end = await embedding.run();
  const { state, open } = embedding;
  for (const [place, first] of given.firstOf.entries()) if (first !== place) copyTo(place, first, embedding);
  const { rows, model, errors, fallbacks } = state;
  const remaining = given.texts.flatMap((_, place) => (errors.has(place) || rows.at(place) ? [] : [place]));
  const { length: left } = remaining;
  const warning = end && left > 0 ? leftInWords(left, count, "texts", end) : null;
  return { rows, model, errors, fallbacks, cutTo: open.cutTo, remaining, warning };
};
