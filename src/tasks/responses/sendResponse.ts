import type OpenAI from "openai";
import type { Response } from "openai/resources/responses/responses";
import { clock } from "../../client/clock";
import { addNote, isAzureOpenAIError, isOwnError, readableError } from "../../client/errors/errors";
import type { JsonObject } from "../../text/isObject";

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
    /\bvector[ _]?stores?\b/i,
    "Check Vector Store IDs: the store may have been deleted or have expired, or belong to another resource.",
  ],
  [
    /\bempty file\b/i,
    "On Azure, Code Interpreter opens no PDF of Files: upload it, and enter its id under Interpreter File IDs.",
  ],
];

/** The error with advice on what it names of an earlier answer, or of a tool. */
export const withAdvice = (thrown: unknown): unknown => {
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
export const sendResponse = async (
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
