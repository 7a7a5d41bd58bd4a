import { fieldsOf } from "../text/isObject";
import { type AnswerOutcome, outcomeOf } from "./outcome";
import { approvalsOf, entriesOf } from "./responseItems";
import { orNull, text } from "./shape";

/** Shape of the outcome of a response. */
export const responseOutcomeShape = orNull(
  text<AnswerOutcome | "failed">(
    "answered, toolCall (approvals as well), truncated, filtered, refused, failed; null until it ends, and cancelled",
  ),
);

/** Statuses without an answer: the response is not ready, or was cancelled. */
const unanswered = new Set<unknown>(["queued", "in_progress", "cancelled"]);

/** Calls that the flow has to run. */
const functionCalls = new Set<unknown>(["function_call", "custom_tool_call"]);

/** True where a response asks for functions, whatever their arguments. */
export const hasCalls = (response: unknown): boolean =>
  entriesOf(fieldsOf(response)["output"]).some(({ type }) => functionCalls.has(type));

/** True where the service called tools of its own while it answered. */
export const hasHostedCalls = (response: unknown): boolean =>
  entriesOf(fieldsOf(response)["output"]).some(
    ({ type }) => typeof type === "string" && type.endsWith("_call") && !functionCalls.has(type),
  );

const hasImage = (response: unknown): boolean =>
  entriesOf(fieldsOf(response)["output"]).some(
    ({ type, result }) => type === "image_generation_call" && result,
  );

/**
 * How a response ended. Its own status wins over that of its items: servers call items of a cut answer completed.
 * @param hasCalls - whether the model asks for functions
 */
export const responseOutcome = (response: unknown, hasCalls: boolean): AnswerOutcome | "failed" | null => {
  const { status, incomplete_details: details } = fieldsOf(response);
  if (unanswered.has(status)) return null;
  if (status === "failed") return "failed";
  if (status === "incomplete")
    return fieldsOf(details)["reason"] === "content_filter" ? "filtered" : "truncated";
  const outcome = outcomeOf(response, hasCalls || approvalsOf(response).length > 0);
  return outcome === "truncated" && hasImage(response) ? "answered" : outcome;
};
