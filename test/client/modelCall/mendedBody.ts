import { findMends } from "../../../src/client/modelCall/adapting/findMends";
import { readNamedParameters } from "../../../src/client/modelCall/adapting/readNamedParameters";
import type { JsonObject } from "../../../src/text/isObject";

/** A body after the mends that a refusal of it leads to, and what is told of them. */
export const mendedBody = (asked: JsonObject, refused: unknown): { after: JsonObject; told: string[] } => {
  const request = { deployment: "my-deployment", asked, sent: asked, refused: [], mayGoOver: false };
  const told: string[] = [];
  let after: JsonObject = asked;
  for (const mend of findMends(readNamedParameters(refused), request)) {
    const changed = mend.apply(after);
    if (!changed) continue;
    after = changed.body;
    told.push(changed.sentence);
  }
  return { after, told };
};
