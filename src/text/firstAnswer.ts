import { contentText } from "./contentText";
import { fieldsOf, type JsonObject } from "./isObject";

/** Why an answer is incomplete. */
export type AnswerEnd = "length" | "content_filter" | "error";

/** A model's answer, whichever API or server it comes from. */
interface FirstAnswer {
  /** null for an answer without text: a tool call, a refusal, a filtered answer. */
  text: string | null;
  /** The model's refusal, in its own words. */
  refusal?: string;
  /** undefined for a complete answer, or where nothing is known. */
  end?: AnswerEnd;
}

type Fields = Readonly<JsonObject>;

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Finish reasons in other servers' words, in lower case. */
const ends = new Map<unknown, AnswerEnd>([
  ["length", "length"],
  ["max_tokens", "length"],
  ["max_output_tokens", "length"],
  ["model_length", "length"],
  ["content_filter", "content_filter"],
  ["content_filtered", "content_filter"],
  // Reasons of other models' filters, which some gateways hand on.
  ...[
    ...["safety", "refusal", "guardrail_intervened", "recitation", "prohibited_content", "blocklist", "spii"],
    ...["image_safety", "image_prohibited_content", "image_recitation"],
  ].map((reason) => [reason, "content_filter"] as const),
  ["error", "error"],
]);

/** Why an answer with this finish reason is incomplete; undefined for a complete one. */
export const answerEndOf = (reason: unknown): AnswerEnd | undefined =>
  typeof reason === "string"
    ? ends.get(reason.toLowerCase().replace(/^(content_filter):.*$/s, "$1"))
    : undefined;

const refusalIn = (content: unknown): string =>
  listOf(content)
    .map(fieldsOf)
    .flatMap(({ type, refusal }) => (type === "refusal" && typeof refusal === "string" ? [refusal] : []))
    .join("");

const answer = (text: string | null, refusal: unknown, end: AnswerEnd | undefined): FirstAnswer => ({
  text,
  ...(typeof refusal === "string" && refusal !== "" && { refusal }),
  ...(end && { end }),
});

const ofChoice = (given: unknown): FirstAnswer => {
  const choice = fieldsOf(given);
  const message = fieldsOf(choice["message"] ?? choice["delta"]);
  const { content } = message;
  const text = content === undefined || content === null ? choice["text"] : content;
  const said = text === undefined || text === null ? null : contentText(text);
  return answer(said, message["refusal"] || refusalIn(content), answerEndOf(choice["finish_reason"]));
};

/** Reads an answer of the Responses API, whose messages stand among other items. */
const ofOutput = (response: Fields): FirstAnswer => {
  const contents = listOf(response["output"])
    .map(fieldsOf)
    .flatMap(({ type, content }) =>
      (type ?? "message") === "message" && content !== undefined && content !== null ? [content] : [],
    );
  const isIncomplete = response["status"] === "incomplete";
  const { reason } = fieldsOf(response["incomplete_details"]);
  return answer(
    contents.length > 0 ? contents.map(contentText).join("") : null,
    contents.map(refusalIn).join(""),
    isIncomplete ? answerEndOf(reason) : undefined,
  );
};

/**
 * Reads the first choice of a chat completion, of one of its chunks or of an old text completion, or the messages of
 * the Responses API. A text that is absent, null or of another type counts as none.
 */
export const firstAnswer = (given: unknown): FirstAnswer => {
  const response = fieldsOf(given);
  if (Array.isArray(response["choices"])) return ofChoice(response["choices"][0]);
  return ofOutput(response);
};
