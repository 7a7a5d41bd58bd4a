import type { Memory } from "../../../text/Memory";
import type { Step } from "../../call";
import { type AzureOpenAIError, addNote } from "../../errors/errors";
import { refusedBody } from "../../errors/refusedAnswer";
import type { ModelReply } from "../ModelReply";
import type { ModelRequest } from "../ModelRequest";
import type { Next } from "../stage";
import { findMends } from "./findMends";
import { isRefusedRequest } from "./isRefusedRequest";
import type { Body, Mend } from "./mend";
import { readNamedParameters } from "./readNamedParameters";

/** A request that is mended, and the way to the service. */
interface MendedCall {
  step: Step;
  request: ModelRequest;
  next: Next;
  known: Memory<readonly Mend[]>;
  /** The deployment's place in what is known. */
  key: string;
}

/** How often one request is mended: refusals name one parameter after the other. */
const mostMends = 3;

/** A body with what was changed in it. */
interface MendedRequest {
  body: Body;
  sentences: string[];
  /** Mends that were made, and have something to do to the answer. */
  finishing: Mend[];
}

const applyAll = (asked: Body, mends: readonly Mend[]): MendedRequest => {
  const mended: MendedRequest = { body: asked, sentences: [], finishing: [] };
  for (const mend of mends) {
    const changed = mend.apply(mended.body);
    if (!changed) continue;
    mended.body = changed.body;
    mended.sentences.push(changed.sentence);
    if (mend.finish) mended.finishing.push(mend);
  }
  return mended;
};

const sendOnce = async ({ request, next, step }: MendedCall, mended: MendedRequest): Promise<ModelReply> => {
  const reply = await next(request.with(mended.body));
  for (const sentence of mended.sentences) step.warnings.add(sentence);
  if (mended.finishing.length === 0) return reply;
  const finished = mended.finishing.reduce(
    (answer, { finish }) => finish?.(answer, request.body) ?? answer,
    reply.json,
  );
  return reply.with(finished);
};

/** Adds mends to those that are known; a later one takes the place of one about the same. */
const learn = ({ known, key }: MendedCall, found: readonly Mend[]): Mend[] => {
  const latest = new Map((known.get(key) ?? []).map((mend) => [mend.about, mend]));
  for (const mend of found) {
    // A mend builds on those before it, so that the latest stands last.
    latest.delete(mend.about);
    latest.set(mend.about, mend);
  }
  const mends = [...latest.values()];
  known.set(key, mends);
  return mends;
};

const forget = ({ known, key }: MendedCall, found: readonly Mend[]): void => {
  const mends = (known.get(key) ?? []).filter((mend) => !found.includes(mend));
  if (mends.length === 0) known.delete(key);
  else known.set(key, mends);
};

/** Mends one request again and again. */
class Mending {
  private readonly refused: Body[] = [];
  private readonly sent = new Set<string>();
  private count = 0;
  /** The latest refusal's sentence, and the mends that it led to. */
  private latest: { sentence: string | undefined; found: readonly Mend[] } = { sentence: "", found: [] };

  constructor(private readonly call: MendedCall) {}

  /** The request to send after a refusal, with what was learned meanwhile or else with new mends; undefined for none. */
  after(refusal: AzureOpenAIError, { body }: MendedRequest): MendedRequest | undefined {
    this.sent.add(JSON.stringify(body));
    const { sentence, found } = this.latest;
    const again = this.count < mostMends ? this.mendAgain(refusal, body) : undefined;
    this.refused.push(body);
    // What leads to the same sentence once more is no mend.
    if (!again && refusal.sentence !== undefined && refusal.sentence === sentence) forget(this.call, found);
    return again;
  }

  private mendAgain(refusal: AzureOpenAIError, body: Body): MendedRequest | undefined {
    this.count += 1;
    const { request, known, key, step } = this.call;
    const learned = applyAll(request.body, known.get(key) ?? []);
    if (!this.sent.has(JSON.stringify(learned.body))) return learned;
    const found = findMends(readNamedParameters(refusedBody(refusal)), {
      deployment: step.model ?? "the model",
      ...{ asked: request.body, sent: body, refused: this.refused, mayGoOver: request.mayGoOver },
    });
    if (found.length === 0) return undefined;
    this.latest = { sentence: refusal.sentence, found };
    const mended = applyAll(request.body, learn(this.call, found));
    return this.sent.has(JSON.stringify(mended.body)) ? undefined : mended;
  }
}

/**
 * Sends a request with what its deployment needs, and again after a refusal that names something in it.
 * @param refusal - the refusal of the request as it is; undefined where it was not sent yet
 * @throws the last refusal, where no mend helps, with what was tried.
 */
export const sendMended = async (call: MendedCall, refusal?: AzureOpenAIError): Promise<ModelReply> => {
  const { request, known, key } = call;
  const mending = new Mending(call);
  let mended = applyAll(request.body, refusal ? [] : (known.get(key) ?? []));
  let refused = refusal;
  while (true) {
    if (refused) {
      const again = mending.after(refused, mended);
      if (!again) {
        if (mended.sentences.length > 0) addNote(refused, `Tried: ${mended.sentences.join(" ")}`);
        throw refused;
      }
      mended = again;
    }
    try {
      return await sendOnce(call, mended);
    } catch (error) {
      if (!isRefusedRequest(error)) throw error;
      refused = error;
    }
  }
};
