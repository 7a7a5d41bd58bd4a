import type { Route } from "../endpoint/operations";

/** Parameters that make an inference leave something behind, each with the values that do. */
const lasting: Readonly<Record<string, (value: unknown) => boolean>> = {
  // A job that goes on by itself.
  background: (value) => value === true,
  // A conversation to which the question and its answer are added.
  conversation: (value) => value !== undefined && value !== null,
  // An answer that is kept because somebody asked for that; what is kept unasked is harmless.
  store: (value) => value === true,
};

const fieldsOf = (body: string): Record<string, unknown> => {
  try {
    return Object(JSON.parse(body));
  } catch {
    return {};
  }
};

/**
 * True when a request may be sent twice: a read, or inference that leaves nothing behind but its answer. A body is
 * parsed only if it may say otherwise.
 */
export const isRepeatable = ({ route, body }: { route: Route; body?: unknown }): boolean => {
  if (!route.repeatable || typeof body !== "string") return route.repeatable;
  const named = Object.keys(lasting).filter((name) => body.includes(`"${name}"`));
  if (named.length === 0) return true;
  const fields = fieldsOf(body);
  return !named.some((name) => lasting[name]?.(fields[name]));
};
