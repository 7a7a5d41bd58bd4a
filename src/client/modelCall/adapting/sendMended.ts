import type { Memory } from "../../../text/Memory";
import type { Step } from "../../call";
import type { AzureOpenAIError } from "../../errors/errors";
import { refusedBody } from "../../errors/refusedAnswer";
import type { ModelReply } from "../ModelReply";
import type { ModelRequest } from "../ModelRequest";
import type { Next } from "../stage";
import { findMend } from "./findMend";
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

interface Mended {
  body: Body;
  sentences: string[];
}

const applyAll = (body: Body, mends: readonly Mend[]): Mended => {
  const sentences: string[] = [];
  const mended = mends.reduce((current, mend) => {
    const changed = mend.apply(current);
    if (changed) sentences.push(changed.sentence);
    return changed?.body ?? current;
  }, body);
  return { body: mended, sentences };
};

/** The body to send after a refusal: with what was learned meanwhile, or else with one more mend; undefined for none. */
const mendAgain = (
  { request, known, key }: MendedCall,
  refused: Body,
  refusal: AzureOpenAIError,
  sent: ReadonlySet<string>,
): Mended | undefined => {
  const mends = known.get(key) ?? [];
  const learned = applyAll(request.body, mends);
  if (!sent.has(JSON.stringify(learned.body))) return learned;
  const mend = findMend(refused, readNamedParameters(refusedBody(refusal)));
  if (!mend) return undefined;
  const all = [...mends.filter(({ about }) => about !== mend.about), mend];
  const again = applyAll(request.body, all);
  if (sent.has(JSON.stringify(again.body))) return undefined;
  known.set(key, all);
  return again;
};

/**
 * Sends a request with what its deployment needs, and again after a refusal that names something in it.
 * @param refusal - the refusal of the request as it is; undefined where it was not sent yet
 * @throws the last refusal, where no mend helps.
 */
export const sendMended = async (call: MendedCall, refusal?: AzureOpenAIError): Promise<ModelReply> => {
  const { step, request, next, known, key } = call;
  const sent = new Set<string>();
  let mended: Mended = { body: request.body, sentences: [] };
  let refused = refusal;
  if (!refused) mended = applyAll(request.body, known.get(key) ?? []);
  let mends = 0;
  while (true) {
    if (refused) {
      sent.add(JSON.stringify(mended.body));
      const again = mends < mostMends ? mendAgain(call, mended.body, refused, sent) : undefined;
      if (!again) throw refused;
      mended = again;
      mends += 1;
    }
    try {
      const reply = await next(request.with(mended.body));
      for (const sentence of mended.sentences) step.warnings.add(sentence);
      return reply;
    } catch (error) {
      if (!isRefusedRequest(error)) throw error;
      refused = error;
    }
  }
};
