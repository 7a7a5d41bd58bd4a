import { type Answer, isRecord, jsonAnswer } from "../server/answer";
import { standardError } from "../server/errorShapes";
import { refuseMissing } from "../server/refusals";
import type { RouteRequest } from "../server/route";
import type { AimockBackend, BackendAnswer } from "./aimockBackend";

/** What aimock is asked for, in OpenAI's terms. */
type AimockQuestion = Pick<RouteRequest, "operation" | "api" | "body">;

/** Asks aimock. It gives the JSON of the answer, or the answer itself where it is a refusal or a stream. */
export const askAimock = async (
  backend: AimockBackend,
  { operation, api, body }: AimockQuestion,
): Promise<{ json: Record<string, unknown> } | { answer: Answer }> => {
  const given = await backend.send(`/v1${operation}`, body);
  if (!given.contentType.includes("json")) return { answer: given };
  const json = JSON.parse(given.body.toString()) as Record<string, unknown>;
  return given.status < 400 ? { json } : { answer: refusalOf(json, given, api) };
};

/** aimock leaves out `param` and `code`; clients of the service look for them. */
const refusalOf = (
  { error }: Record<string, unknown>,
  { status }: BackendAnswer,
  api: RouteRequest["api"],
): Answer => {
  const message = isRecord(error) ? String(error["message"]) : "The request was refused.";
  if (status === 404) return refuseMissing(message, api);
  const param = /'([\w.]+)'/.exec(message)?.[1] ?? null;
  return jsonAnswer(standardError({ message, param, code: "invalid_value" }), status);
};
