import type { Route } from "../endpoint/operations";

/** Parameters that make an inference leave something behind, with the values that do. */
const lasting: Readonly<Record<string, (value: unknown) => boolean>> = {
  // Starts a job that continues by itself.
  background: (value) => value === true,
  // Adds the question and the answer to a conversation.
  conversation: (value) => value !== undefined && value !== null,
  // Stores the answer at the builder's request. What the service stores by default is harmless.
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
 * True when a request may be sent twice: a read, or an inference that leaves nothing behind. The body is parsed only
 * where it may have such a parameter.
 */
export const isRepeatable = ({ route, body }: { route: Route; body?: unknown }): boolean => {
  if (!route.repeatable || typeof body !== "string") return route.repeatable;
  const named = Object.keys(lasting).filter((name) => body.includes(`"${name}"`));
  if (named.length === 0) return true;
  const fields = fieldsOf(body);
  return !named.some((name) => lasting[name]?.(fields[name]));
};
