import type { WireResponse } from "../answer/wireResponse";

/** A key that no log and no JSON shows: an error never shows a body. */
const refused = Symbol("the answer with the refusal");

/** Keeps the answer that a refusal came in, for those who read more of it than its sentence. */
export const keepRefusedAnswer = <Refusal extends Error>(error: Refusal, answer: WireResponse): Refusal =>
  Object.defineProperty(error, refused, { value: answer, enumerable: false });

/** The body of the refusal that became this error, parsed where it is JSON; undefined for any other error. */
export const refusedBody = (error: unknown): unknown => {
  if (!(error instanceof Error)) return undefined;
  const answer = (error as { [refused]?: WireResponse })[refused];
  if (!answer) return undefined;
  if (answer.json) return answer.json.value;
  const text = answer.body.toString("utf8");
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
