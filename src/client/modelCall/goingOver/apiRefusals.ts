import { isObject, type JsonObject } from "../../../text/isObject";
import type { Endpoint } from "../../endpoint/endpoint";
import { isOwnError, type OwnError } from "../../errors/errors";

/** What a deployment does not do in chat: answer at all, call tools (while it reasons), or read files. */
export type Lack = "chat" | "tools" | "files";

const statuses = new Set([400, 404, 405, 422]);

/** Sentences of Azure and OpenAI about models that answer elsewhere, and of a Responses API that was sent a chat. */
const notInChat = [
  /\bchatCompletion operation does not work with\b/i,
  /\bnot a chat model\b/i,
  /\bonly supported in v1\/responses\b/i,
  /\buse (?:the )?(?:\/?v1\/responses|responses api)\b/i,
  /'messages'\. In the Responses API\b/i,
];

const notForFiles = [
  /\bdoes not support file content types\b/i,
  /^Invalid value: 'file'/i,
  /\.file\.file_id'/,
];

const hasFiles = ({ messages }: Readonly<JsonObject>): boolean =>
  Array.isArray(messages) &&
  messages.some(
    (message) =>
      isObject(message) &&
      Array.isArray(message.content) &&
      message.content.some((part) => isObject(part) && part.type === "file"),
  );

const hasTools = ({ tools }: Readonly<JsonObject>): boolean => Array.isArray(tools) && tools.length > 0;

/** True where a request needs what a deployment lacks in chat. */
export const isNeeded = (lack: Lack, body: Readonly<JsonObject>): boolean =>
  lack === "chat" || (lack === "tools" ? hasTools(body) : hasFiles(body));

/** True where a pasted address names the Responses API, and the server knows no other path. */
const isOfResponses = (error: OwnError, endpoint: Endpoint): boolean =>
  "operation" in endpoint &&
  endpoint.operation === "/responses" &&
  (error.status === 404 || error.status === 405);

/** What a refusal of a chat request says that the deployment lacks in chat; undefined for any other error. */
export const lackIn = (error: unknown, body: Readonly<JsonObject>, endpoint: Endpoint): Lack | undefined => {
  if (!isOwnError(error) || !statuses.has(error.status ?? 0)) return undefined;
  const { sentence = "" } = error;
  if (hasTools(body) && /\breasoning_effort\b/.test(sentence) && /\bresponses\b/i.test(sentence))
    return "tools";
  if (hasFiles(body) && notForFiles.some((form) => form.test(sentence))) return "files";
  return notInChat.some((form) => form.test(sentence)) || isOfResponses(error, endpoint) ? "chat" : undefined;
};

const notInResponses = [
  /\bresponses api is not\b/i,
  /\bnot supported in the v1\/responses\b/i,
  /\boperation does not work with\b/i,
];

/** True where the api-version of a dated endpoint is older than the Responses API. */
export const isOfOlderVersion = (error: unknown): error is OwnError =>
  isOwnError(error) && /\bresponses api is enabled only for api-version\b/i.test(error.sentence ?? "");

/** True where a server has no Responses API, or the model does not answer there. */
export const isWithoutResponses = (error: unknown): error is OwnError => {
  if (!isOwnError(error) || !statuses.has(error.status ?? 0)) return false;
  const { status, code, sentence = "" } = error;
  return (
    status === 404 ||
    status === 405 ||
    code === "OperationNotSupported" ||
    isOfOlderVersion(error) ||
    notInResponses.some((form) => form.test(sentence))
  );
};
