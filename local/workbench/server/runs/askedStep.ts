import { isRecord } from "../../../platform/isRecord";
import type { AskedStep } from "../../wire/entered";
import { RequestError } from "../http/RequestError";

/**
 * The step in the body of a request.
 * @param kinds - those that the page may ask for
 * @throws RequestError for a body without one
 */
export const askedStep = <Kind extends string>(
  body: unknown,
  kinds: readonly Kind[],
): Omit<AskedStep, "kind"> & { kind: Kind } => {
  const { kind, key, form, connections = {}, isDebugging } = isRecord(body) ? body : {};
  const known = kinds.find((one) => one === kind);
  if (known === undefined || typeof key !== "string" || !isRecord(form)) {
    throw new RequestError(400, "The page asked for a step without its key or form: reload the page.");
  }
  const ids = Object.entries(isRecord(connections) ? connections : {}).map(([name, id]) => [
    name,
    String(id),
  ]);
  return {
    ...{ kind: known, key, form: form as AskedStep["form"], connections: Object.fromEntries(ids) },
    ...(isDebugging === true && { isDebugging: true }),
  };
};
