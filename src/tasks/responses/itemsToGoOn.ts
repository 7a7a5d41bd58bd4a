import { isObject, type JsonObject } from "../../text/isObject";
import type { ReadToolCalls } from "../answers/readToolCalls";

const callTypes = new Set<unknown>(["function_call", "custom_tool_call"]);

/**
 * The items of an answer as a next request takes them. Calls of tools are those that the step shows, with the ids that
 * their results name; calls of an answer that broke off are left out, since nobody runs them, and so is reasoning at the
 * end, which the service refuses without the item that it led to.
 * @param calls - the calls that the step shows; undefined for none
 */
export const itemsToGoOn = (
  { output }: { output: unknown },
  calls: Pick<ReadToolCalls, "sentFor"> | undefined,
): JsonObject[] => {
  const items = (Array.isArray(output) ? output.filter(isObject) : []).flatMap((item) =>
    callTypes.has(item["type"]) ? (calls?.sentFor(item) ?? []) : [item],
  );
  const last = items.findLastIndex(({ type }) => type !== "reasoning");
  return items.slice(0, last + 1);
};
