import type { Response } from "openai/resources/responses/responses";
import type { Client } from "../../client/createClient";
import { path } from "../../client/endpoint/path";
import { ifReadable, isAzureOpenAIError } from "../../client/errors/errors";
import type { ReadResponse } from "../../output/response";
import { hasCalls, responseOutcome } from "../../output/responseOutcome";
import { usageOf } from "../../output/usage";
import { firstAnswer } from "../../text/firstAnswer";
import { fieldsOf } from "../../text/isObject";
import { parseAnswer } from "../../text/parseAnswer";
import { readToolCalls } from "../answers/readToolCalls";
import { answeredObject } from "../batches/answeredObject";
import { itemsToGoOn } from "./itemsToGoOn";
import { responseFiles } from "./responseFiles";

/** What the service keeps of a response. */
export const retrieveResponse = async (
  client: Client,
  id: string,
  include: readonly string[] = [],
): Promise<Response> => {
  const query = include.map((entry) => ["include[]", entry] as const);
  const answer = await client.json("GET", path`/responses/${id}`, { query });
  return answeredObject(client.action, "response", answer as Response);
};

const asksForData = (response: unknown): boolean => {
  const { format } = fieldsOf(fieldsOf(response)["text"]);
  const { type } = fieldsOf(format);
  return type === "json_schema" || type === "json_object";
};

/** The data of an answer that was asked for in a form; the schema that the builder gave is not known any more. */
const dataOf = ({ warnings }: Client, response: unknown): unknown => {
  const parsed = parseAnswer(firstAnswer(response).text ?? "");
  if ("value" in parsed) return parsed.value;
  warnings.add(`The answer is not in the form that was asked for. ${parsed.violation}`);
  return null;
};

/** Reads a response that the service keeps, with its files. */
export const readKept = async (client: Client, response: Response): Promise<ReadResponse> => {
  const outcome = responseOutcome(response, hasCalls(response));
  const files = await client.withResource((openai) => responseFiles(openai, response, client.warnings));
  const parsed = outcome === "answered" && asksForData(response) ? dataOf(client, response) : null;
  const calls = outcome === "toolCall" ? readToolCalls(client.action, response, new Map()) : undefined;
  return {
    ...{ response, outcome, parsed, files },
    toolCalls: calls?.shown ?? [],
    items: itemsToGoOn(response, calls),
    usage: usageOf(response.usage, client.priceOf(response.model)),
  };
};

const ends = new Set<unknown>(["completed", "failed", "cancelled", "incomplete"]);

/**
 * Cancels a background response. Servers refuse to cancel one that has ended, in different ways, and some answer nothing
 * to a cancellation: it is read then, and is the result where it has ended, or was cancelled just now.
 * @throws AzureOpenAIError for a refusal of one that has not ended.
 */
export const cancelKept = async (client: Client, id: string): Promise<Response> => {
  let isTaken = false;
  try {
    const answer = await client.json("POST", path`/responses/${id}/cancel`);
    isTaken = answer === undefined;
    return answeredObject(client.action, "response", answer as Response);
  } catch (error) {
    if (!isAzureOpenAIError(error)) throw error;
    const kept = await ifReadable(() => retrieveResponse(client, id));
    if (!kept || !(isTaken || ends.has(kept.status))) throw error;
    return kept;
  }
};
