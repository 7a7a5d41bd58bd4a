import type { Response } from "openai/resources/responses/responses";
import type { FallbackReport } from "../client/fallback/fallback";
import { firstAnswer } from "../text/firstAnswer";
import type { JsonObject } from "../text/isObject";
import type { TokenPrice } from "../text/tokenPrice";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "./contentFilter";
import { fallbackShape } from "./fallback";
import { inFront } from "./inFront";
import type { AnswerOutcome } from "./outcome";
import {
  approvalsOf,
  approvalsShape,
  citationsOf,
  citationsShape,
  type ResponseFile,
  reasoningSummaryOf,
  responseFilesShape,
  sourcesOf,
  sourcesShape,
} from "./responseItems";
import { hasCalls, responseOutcome, responseOutcomeShape } from "./responseOutcome";
import {
  anything,
  described,
  listOf,
  number,
  type Of,
  openObject,
  optionally,
  orNull,
  serviceObject,
  text,
} from "./shape";
import { type ToolCall, toolCallsShape } from "./toolCall";
import { examplePrice, type UsageCounter, usageOf, usageProperties } from "./usage";
import { warningsProperty } from "./warnings";

/** What both services' references say of a response. */
const known = {
  id: text("The Previous Response ID of a next step"),
  object: text(),
  created_at: number("Unix time in seconds"),
  status: text("completed, incomplete, queued, in_progress, failed or cancelled"),
  model: text(),
  output: described("Messages, calls and reasoning", listOf(openObject<JsonObject>())),
  error: anything("Why it failed, or null"),
  incomplete_details: anything("Why it is incomplete, or null"),
  usage: anything("As the service counts; null until it ends"),
} as const;

/** Shape of the service's response as it is. */
export const serviceResponseShape = described(
  "The service's object, unchanged",
  serviceObject<Response>()(known),
);

/** What every step with a response tells of it. */
const read = {
  output_text: text("The text of the answer; empty where it has none"),
  outcome: responseOutcomeShape,
  contentFilter: contentFilterShape,
};

/** Shape of a response that was cancelled, or had ended. */
export const endedResponseShape = serviceObject<Omit<Response, "output_text">>()(known, {
  ...read,
  ...usageProperties,
});

/** Shape of a response, with what steps read of it before the service's own fields. */
export const responseShape = serviceObject<Omit<Response, "output_text">>()(known, {
  ...read,
  parsed: anything("The answer as data; null without a form, and unless answered"),
  tool_calls: toolCallsShape,
  approvals: approvalsShape,
  citations: citationsShape,
  sources: sourcesShape,
  files: responseFilesShape,
  reasoning_summary: orNull(text("The model's own summary of its reasoning")),
  items: described(
    "The conversation with the answer behind it, as Input Items of a next step",
    listOf(openObject<JsonObject>()),
  ),
  ...usageProperties,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

/** A response as a step shows it. */
type ResponseOutput = Of<typeof responseShape>;

/** What a step found out about a response. */
export interface ReadResponse {
  response: Response;
  outcome: AnswerOutcome | "failed" | null;
  parsed: unknown;
  toolCalls: ToolCall[];
  files: ResponseFile[];
  /** The items of the request, where the step knows them, and those of the answer, as a next request takes them. */
  items: JsonObject[];
  /** The text where it is not the whole one. */
  text?: string | undefined;
  usage: ReturnType<UsageCounter["shown"]>;
  fallback?: FallbackReport | undefined;
}

/** Makes the output of a response. */
export const showResponse = ({
  response,
  outcome,
  parsed,
  toolCalls,
  ...read
}: ReadResponse): ResponseOutput =>
  inFront(
    {
      output_text: read.text ?? firstAnswer(response).text ?? "",
      outcome,
      contentFilter: contentFilterOf(response),
      parsed,
      tool_calls: toolCalls,
      approvals: approvalsOf(response),
      citations: citationsOf(response),
      sources: sourcesOf(response),
      files: read.files,
      reasoning_summary: reasoningSummaryOf(response),
      items: read.items,
      ...read.usage,
      warnings: [],
      ...(read.fallback && { fallback: read.fallback }),
    },
    response as Omit<Response, "output_text">,
  );

/** Makes the output of a response that was cancelled, or had ended. */
export const showEnded = (response: Response, price: TokenPrice | undefined): Of<typeof endedResponseShape> =>
  inFront(
    {
      output_text: firstAnswer(response).text ?? "",
      outcome: responseOutcome(response, hasCalls(response)),
      contentFilter: contentFilterOf(response),
      ...usageOf(response.usage, price),
    },
    response as Omit<Response, "output_text">,
  );

/** Example of a response of the service. */
export const exampleServiceResponse = {
  id: "resp_6f0a1b2c3d4e5f60718293a4b5c6d7e8",
  object: "response",
  created_at: 1_795_219_200,
  status: "completed",
  error: null,
  incomplete_details: null,
  model: "gpt-5.4-2026-03-05",
  output: [
    {
      id: "msg_7a1b2c3d4e5f60718293a4b5c6d7e8f9",
      type: "message",
      status: "completed",
      role: "assistant",
      content: [
        {
          type: "output_text",
          text: "The 2020 World Series was played in Arlington, Texas.",
          annotations: [],
        },
      ],
    },
  ],
  usage: {
    input_tokens: 27,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 14,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 41,
  },
} as unknown as Response;

/** Example of the output. */
export const exampleResponse = (asked: readonly JsonObject[] = []): ResponseOutput => ({
  ...showResponse({
    response: exampleServiceResponse,
    outcome: "answered",
    parsed: null,
    toolCalls: [],
    files: [],
    items: [...asked, ...(exampleServiceResponse.output as unknown as JsonObject[])],
    usage: usageOf(exampleServiceResponse.usage, examplePrice),
  }),
  contentFilter: exampleContentFilter,
});
