import type OpenAI from "openai";
import type { Response } from "openai/resources/responses/responses";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { addNote, isAzureOpenAIError, isOwnError, readableError } from "../../client/errors/errors";
import type { FallbackReport } from "../../client/fallback/fallback";
import type { answerForm } from "../../inputs/answerForm";
import { chatPurpose } from "../../inputs/model";
import type { SettingsOf } from "../../inputs/settingsOf";
import type { OfferedTools } from "../../inputs/toolSettings";
import type { ReadResponse } from "../../output/response";
import type { ResponseFile } from "../../output/responseItems";
import { responseOutcome } from "../../output/responseOutcome";
import { UsageCounter } from "../../output/usage";
import { firstAnswer } from "../../text/firstAnswer";
import type { JsonObject } from "../../text/isObject";
import { checkedForm, checkedOffer, checkForced } from "../answers/askChat";
import { askInForm, toldForm } from "../answers/askInForm";
import { readToolCalls } from "../answers/readToolCalls";
import { schemaFormat } from "../prompts/responseFormat";
import { responseFiles } from "./responseFiles";
import { tellOddities } from "./responseOddities";

/** What a model is asked by the Responses API. */
export interface ResponseQuestion {
  model: string | undefined;
  /** The items of the request, checked. */
  items: JsonObject[];
  /** Its other fields, apart from the model's name and those for functions and the form. */
  fields: JsonObject;
  hostedTools: readonly object[];
  headers: Record<string, string>;
  answerForm: SettingsOf<typeof answerForm>;
  offered: OfferedTools;
  /** Texts at which the answer ends: the API has none, so that it is cut here. */
  stop: readonly string[];
}

/** An answer, and the files that were fetched from where it came from. */
interface Answered {
  response: Response;
  files: ResponseFile[];
  /** The name that its price is looked up by. */
  model: unknown;
}

/** The service's words for an item that it made moments before and does not find yet (seen on Azure). */
const notYetFound = /\bItem with id '\w{1,200}' not found\b/i;
const settlingMs = 1_000;

/** Advice on refusals that name something of an earlier answer. */
const advice: ReadonlyArray<readonly [sign: RegExp, note: string]> = [
  [
    /invalid_encrypted_content|encrypted content .{0,300}could not be verified/i,
    "Only the deployment that encrypted reasoning can read it: leave the reasoning items out of Input Items.",
  ],
  [
    /previous_response_not_found|previous response with id/i,
    "The service keeps a response for 30 days, where Store is not false, and on the resource that made it.",
  ],
  [
    /retrieving tool list from mcp server|mcp server/i,
    "The remote MCP server could not be reached, or refused: see to MCP Server URL and MCP Authorization.",
  ],
  [
    /\bempty file\b/i,
    "On Azure, Code Interpreter opens no PDF of Files: upload it, and enter its id under Interpreter File IDs.",
  ],
];

const withAdvice = (thrown: unknown): unknown => {
  const error = readableError(thrown);
  if (!isOwnError(error)) return thrown;
  const said = `${error.code ?? ""} ${error.sentence ?? ""}`;
  const [, note] = advice.find(([sign]) => sign.test(said)) ?? [];
  if (note !== undefined && error.kind !== "network" && error.kind !== "timeout") addNote(error, note);
  return error;
};

const isNotYetFound = (thrown: unknown): boolean => {
  const error = readableError(thrown);
  return isAzureOpenAIError(error) && error.status === 400 && notYetFound.test(error.sentence ?? "");
};

/** Sends a request, and once more after a moment where the service does not find what it has just made. */
const createResponse = async (
  openai: OpenAI,
  body: JsonObject,
  headers: Record<string, string>,
): Promise<Response> => {
  const send = async (): Promise<Response> => openai.post<Response>("/responses", { body, headers });
  try {
    return await send();
  } catch (error) {
    if (!isNotYetFound(error)) throw error;
    await new Promise<void>((resolve) => clock.after(settlingMs, resolve));
    return send();
  }
};

const textFormat = ({ schema, format }: NonNullable<Awaited<ReturnType<typeof checkedForm>>>): JsonObject => {
  if (format === "prompt") return {};
  if (format === "json_object") return { format: { type: "json_object" } };
  const { json_schema } = schemaFormat(schema);
  return { format: { type: "json_schema", ...json_schema } };
};

/** The text up to the first of the texts at which it ends; undefined where it has none of them. */
const cutAt = (text: string, stop: readonly string[]): string | undefined => {
  const ends = stop.map((end) => text.indexOf(end)).filter((place) => place >= 0);
  return ends.length > 0 ? text.slice(0, Math.min(...ends)) : undefined;
};

/**
 * Asks a model by the Responses API: for a text, functions to be run, or data in a form, which it is asked for once more
 * where the first answer is not in it.
 * @throws AzureOpenAIError for an answer that can't be used.
 */
export const askResponse = async (client: Client, question: ResponseQuestion): Promise<ReadResponse> => {
  const { action, warnings } = client;
  const { items, fields, headers, offered, stop } = question;
  const form = await checkedForm(client, question.answerForm);
  const tools = await checkedOffer(client, offered);
  const { responseToolFields } = await import("../answers/toolFields");
  const functions = responseToolFields(offered);
  const allTools = [...question.hostedTools, ...(functions.tools ?? [])];
  const body = {
    ...fields,
    ...functions,
    ...(allTools.length > 0 && { tools: allTools }),
    ...(form && { text: { ...(fields["text"] as JsonObject | undefined), ...textFormat(form) } }),
  };
  const usage = new UsageCounter();
  let last: { answer: Answered; fallback?: FallbackReport } | undefined;
  const send = async (input: readonly object[]): Promise<Response> => {
    try {
      const given = await client.withModel(
        question.model,
        chatPurpose,
        async (openai, model): Promise<Answered> => {
          const response = await createResponse(openai, { model, ...body, input }, headers);
          return { response, files: await responseFiles(openai, response, warnings), model: response.model };
        },
      );
      usage.add(given.answer.response.usage, given.price);
      last = given;
      return given.answer.response;
    } catch (error) {
      throw withAdvice(error);
    }
  };
  const first = await send([...toldForm(form), ...items]);
  const calls = readToolCalls(action, first, tools);
  const outcome = responseOutcome(first, calls.shown.length > 0);
  if (outcome === "answered") checkForced(offered, action, outcome);
  const parsed =
    form && outcome === "answered"
      ? await askInForm({ action, messages: items, form, kept: first, ask: send })
      : null;
  const { answer = { response: first, files: [] }, fallback } = last ?? {};
  tellOddities(answer.response, fields, warnings);
  return {
    ...{ response: answer.response, files: answer.files, fallback, outcome, parsed, asked: items },
    toolCalls: outcome === "toolCall" ? calls.shown : [],
    text: cutAt(firstAnswer(answer.response).text ?? "", stop),
    usage: usage.shown(),
    warnings: warnings.list(),
  };
};
