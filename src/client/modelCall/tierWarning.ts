import { fieldsOf } from "../../text/isObject";

const field = "service_tier";
/** With these, the service chooses. */
const open = new Set<unknown>([undefined, null, "", "auto"]);

const shown = (tier: unknown): string => JSON.stringify(tier)?.slice(0, 40) ?? "none that it names";

/**
 * The warning of an answer from another tier of service than the one asked for, which some gateways drop silently;
 * undefined where there is nothing to tell. Quotation marks in texts have a backslash in JSON, so that only a field
 * looks like one.
 */
export const tierWarning = (body: string, answer: unknown): string | undefined => {
  if (!body.includes(`"${field}"`)) return undefined;
  const asked = fieldsOf(JSON.parse(body))[field];
  const given = fieldsOf(answer)[field];
  if (open.has(asked) || asked === given) return undefined;
  return `The tier of service asked for was ${shown(asked)}, and the service answered at ${shown(given)}.`;
};
