import { AzureOpenAIError } from "../../client/errors/errors";
import type { FallbackReport, ModelAnswer } from "../../client/fallback/fallback";
import { floatBytes, VectorRows } from "../../text/embeddings/VectorRows";
import { fieldsOf } from "../../text/isObject";
import { type CallLimits, mostItems, mostTokens } from "./callPlan";
import { isPacked, noVector, readAnswer } from "./readAnswer";

/** How vectors come out: as lists of numbers in the step's result, or as files. */
type OutputForm = "results" | "jsonLines" | "packed";

/** Most bytes that vectors and what is made of them may take together: the runner has 1,024 MB. */
const mostBytes = 750_000_000;

/** Bytes of a number in each form, its float32 included: a list has eight, a line about thirteen. */
const numberBytes: Record<OutputForm, number> = {
  results: floatBytes + 8,
  jsonLines: floatBytes + 13,
  packed: floatBytes,
};

/** Bytes of a number in an answer, at the most: in base64, and as digits in a list. */
const packedNumber = 5.4;
const spelledNumber = 22;

/** Most bytes of an answer, and of all answers under way, which are in memory three times while they are read. */
const mostAnswerBytes = 40_000_000;
const mostBytesUnderWay = 50_000_000;

/** What a step asks of its vectors. */
export interface VectorWish {
  /** The label of the action. */
  action: string;
  /** Texts of the step, those included that are not sent. */
  count: number;
  dimensions: number | undefined;
  form: OutputForm;
  textsPerCall: number | undefined;
}

/** A refusal of the whole step: every text would meet it. */
const ofAll = (what: string, mend: string): AzureOpenAIError =>
  new AzureOpenAIError({ what, mend }, { kind: "rejected", attempts: 1, reason: "setting" });

/**
 * Checks that the vectors fit into memory.
 * @throws AzureOpenAIError with what to do.
 */
export const checkRoom = ({ action, count, form }: VectorWish, dimensions: number): void => {
  const bytes = count * dimensions * numberBytes[form];
  if (bytes <= mostBytes) return;
  const smaller = form === "packed" ? "" : "Choose Packed File as Output Form, ";
  throw ofAll(
    `${action} would need ${Math.ceil(bytes / 1e6)} MB for ${count} vectors of ${dimensions} numbers, and has ${mostBytes / 1e6}.`,
    `${smaller}${smaller ? "lower" : "Lower"} Dimensions, or embed fewer texts at once.`,
  );
};

/** The vectors that have come so far, and what was learned of the service on the way. */
export class EmbeddingState {
  readonly rows: VectorRows;
  /** The model that the first answer names; null until then, and where none is named. */
  model: string | null = null;
  /** The errors of texts that failed, by their places. */
  readonly errors = new Map<number, unknown>();
  /** Which deployment answered, by the places of texts, where the step has fallbacks. */
  readonly fallbacks = new Map<number, FallbackReport>();
  readonly limits: CallLimits;
  /** Bytes of a number in the service's answers. */
  private answerNumber = packedNumber;

  constructor(private readonly wish: VectorWish) {
    this.rows = new VectorRows(wish.count);
    this.limits = { items: wish.textsPerCall ?? mostItems, tokens: mostTokens };
  }

  /** True once a vector has come. */
  get isProved(): boolean {
    return this.rows.dimensions > 0;
  }

  /** Tightens the limits of calls. */
  learn({ items, tokens }: Partial<CallLimits>): void {
    this.limits.items = Math.max(1, Math.min(this.limits.items, items ?? this.limits.items));
    this.limits.tokens = Math.max(1, Math.min(this.limits.tokens, tokens ?? this.limits.tokens));
  }

  /** How many of these calls may be under way at once, so that their answers fit into memory. */
  mostAtOnce(calls: ReadonlyArray<readonly number[]>): number {
    const texts = calls.reduce((most, { length }) => Math.max(most, length), 1);
    const bytes = texts * (this.rows.dimensions || 1) * this.answerNumber;
    return Math.max(1, Math.floor(mostBytesUnderWay / bytes));
  }

  /**
   * Takes the answer for texts at these places.
   * @throws AzureOpenAIError for an answer that can't be used, or whose vectors are not those that were asked for.
   */
  take(places: readonly number[], { answer, fallback }: ModelAnswer<unknown>): void {
    const { action } = this.wish;
    const vectors = readAnswer(action, answer, places.length);
    this.checkModel(answer);
    const [first] = vectors.filter((vector) => vector instanceof Float32Array);
    if (first && !this.isProved) this.checkFirst(first.length, isPacked(answer));
    vectors.forEach((vector, index) => {
      const place = places[index] ?? 0;
      if (fallback) this.fallbacks.set(place, fallback);
      if (!(vector instanceof Float32Array)) this.errors.set(place, vector);
      else if (!this.rows.put(place, vector))
        this.errors.set(
          place,
          noVector(
            `${action} got a vector of ${vector.length} numbers, and those before it have ${this.rows.dimensions}.`,
          ),
        );
    });
  }

  /** Vectors of two models have nothing to do with each other, even where they are equally long. */
  private checkModel(answer: unknown): void {
    const { model } = fieldsOf(answer);
    if (typeof model !== "string" || model === "") return;
    this.model ??= model;
    if (model.toLowerCase() === this.model.toLowerCase()) return;
    throw noVector(
      `${this.wish.action} got vectors of the model ${model.slice(0, 100)}, and those before are of ${this.model.slice(0, 100)}: they can't be compared.`,
      "Let all fallbacks be deployments of one model.",
    );
  }

  private checkFirst(length: number, isBase64: boolean): void {
    const { action, dimensions } = this.wish;
    if (dimensions !== undefined && length !== dimensions)
      throw ofAll(
        `${action} asked for ${dimensions} dimensions, and got vectors of ${length} numbers.`,
        "Leave Dimensions empty: the model or a gateway does not take it.",
      );
    checkRoom(this.wish, length);
    this.answerNumber = isBase64 ? packedNumber : spelledNumber;
    this.learn({ items: Math.floor(mostAnswerBytes / (length * this.answerNumber)) });
  }
}
