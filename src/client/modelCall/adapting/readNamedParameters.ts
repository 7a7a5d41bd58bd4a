import { namesIn, plainName } from "./namesIn";
import { entriesOf } from "./refusalEntries";

/** What a refusal says of parameters. */
export interface RefusedParameters {
  /** Names on the wire, such as `temperature`, `reasoning.effort` and `messages[0].role`. Other words may be among them. */
  names: string[];
  /** The parameter that stands apart from the sentence. */
  param?: string;
  /** The service's sentence. */
  sentence: string;
}

/** Reads the parameters that a refusal names out of its body: by a field of their own, else in its sentence. */
export const readNamedParameters = (body: unknown): RefusedParameters[] =>
  entriesOf(body).map(({ param, sentence }) => {
    const own = param === undefined ? undefined : plainName(param);
    const names = [...new Set([...(own === undefined ? [] : [own]), ...namesIn(sentence)])];
    return { names, sentence, ...(own !== undefined && { param: own }) };
  });
