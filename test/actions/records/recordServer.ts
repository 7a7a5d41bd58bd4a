import type { EnrichResults } from "../../../src/actions/records/enrichment";
import type { EvaluationResults } from "../../../src/actions/records/evaluation";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { run } from "../../support/connector";
import {
  type ReceivedRequest,
  type ScriptEntry,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { connectionTo } from "../support";

/** A chat request as it arrived. */
export interface ChatBody {
  model: string;
  messages: Array<{ role: string; content: unknown }>;
  response_format?: { type: string; json_schema?: { name: string; strict: boolean; schema: unknown } };
  [key: string]: unknown;
}

/** The body of a chat request. */
export const bodyOf = (request: ReceivedRequest | undefined): ChatBody =>
  JSON.parse(request?.body ?? "{}") as ChatBody;

/** The text of the last message of a request. */
export const lastText = (request: ReceivedRequest): string =>
  String(bodyOf(request).messages.at(-1)?.content);

/** A server whose answer follows from each request's body; an entry in place of text is sent as it is. */
export const startAnswering = (
  answer: (body: ChatBody, place: number) => string | ScriptEntry,
): Promise<ScriptedServer> => {
  let place = 0;
  return startScriptedServer([
    (request, response) => {
      const reply = answer(bodyOf(request), place++);
      if (typeof reply === "function") reply(request, response);
      else sendAnswer(response, typeof reply === "string" ? chatAnswer(reply) : reply);
    },
  ]);
};

/** A completion with another end than a whole answer. */
export const endedBy = (
  finish_reason: string,
  message: { content: string | null; refusal?: string },
): ScriptEntry => ({
  body: {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_772_668_800,
    model: "gpt-5.4",
    choices: [{ index: 0, finish_reason, message: { role: "assistant", ...message } }],
    usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
  },
});

/** A refusal for rate, to be waited out. */
export const refusedForRate = (seconds = 1): ScriptEntry =>
  errorAnswer(429, { "retry-after": String(seconds) });

/** Runs Enrich Records against a server. */
export const enrich = async (
  { url }: { url: string },
  params: Record<string, unknown>,
): Promise<EnrichResults> =>
  (await run("enrichRecords", { connection: connectionTo(url), promptTemplate: "Say {{word}}", ...params }))
    .data as EnrichResults;

/** Runs Evaluate Records against a server. */
export const evaluate = async (
  { url }: { url: string },
  records: unknown,
  params: Record<string, unknown>,
): Promise<EvaluationResults> =>
  (await run("evaluateRecords", { connection: connectionTo(url), records, ...params }))
    .data as EvaluationResults;
