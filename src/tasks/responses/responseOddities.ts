import type { StepWarnings } from "../../client/StepWarnings";
import { entriesOf } from "../../output/responseItems";
import { fieldsOf, type JsonObject } from "../../text/isObject";
import { jsonText } from "../../text/plainValue";

const longestShown = 300;

/** Tells what an answer lacks of what was asked, although the service answered. */
export const tellOddities = (
  response: unknown,
  asked: Readonly<JsonObject>,
  warnings: Pick<StepWarnings, "add">,
): void => {
  const { service_tier: tier, output } = fieldsOf(response);
  const { service_tier: wanted } = asked;
  if (typeof wanted === "string" && wanted !== "auto" && typeof tier === "string" && tier !== wanted)
    warnings.add(`The service answered in the tier ${tier.slice(0, 50)}, and not in ${wanted}.`);
  for (const { type, error, server_label: server, name } of entriesOf(output)) {
    if (typeof type !== "string" || !type.startsWith("mcp_") || error === undefined || error === null)
      continue;
    const what = name === undefined ? "told no tools" : `failed at ${String(name).slice(0, 100)}`;
    const words = typeof error === "string" ? error : jsonText(error);
    warnings.add(`The MCP server ${String(server).slice(0, 100)} ${what}: ${words.slice(0, longestShown)}`);
  }
};
