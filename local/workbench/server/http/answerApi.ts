import type { IncomingMessage, ServerResponse } from "node:http";
import type { Failure } from "../../wire/failure";
import type { Workbench } from "../workbench";
import { type ApiAnswer, type ApiRoute, findRoute } from "./apiRoute";
import { refuseChange } from "./gate";
import { RequestError } from "./RequestError";
import { readJson } from "./readBody";
import { sendAnswer } from "./sendAnswer";
import { writeJson } from "./writeJson";

/** A request to the API of a session that is admitted. */
interface Asked {
  request: IncomingMessage;
  response: ServerResponse;
  url: URL;
}

const nothing = "The workbench has nothing at this address: reload the page.";

const answerOf = async (
  { request, url }: Asked,
  routes: readonly ApiRoute[],
  workbench: Workbench,
): Promise<ApiAnswer> => {
  const found = findRoute(routes, request.method ?? "", url.pathname);
  if (!found) throw new RequestError(404, nothing);
  const { route, params } = found;
  const isUpload = route.isUpload === true;
  const refusal = route.method === "POST" ? refuseChange(request.headers, isUpload) : undefined;
  if (refusal) throw new RequestError(refusal.status, refusal.message);
  const body = route.method === "POST" && !isUpload ? await readJson(request) : undefined;
  return route.answer({ params, query: url.searchParams, body, incoming: request }, workbench);
};

/** Answers a request by its route. Whatever goes wrong is a sentence, and no secret of a connection gets out. */
export const answerApi = async (
  asked: Asked,
  routes: readonly ApiRoute[],
  workbench: Workbench,
): Promise<void> => {
  // A request may itself add a secret, so that they are looked up when the answer is there.
  const sendJson = (status: number, value: unknown): void =>
    sendAnswer(asked.response, {
      status,
      contentType: "application/json",
      body: writeJson(value, workbench.connections.secrets()),
    });
  try {
    const answer = await answerOf(asked, routes, workbench);
    if ("bytes" in answer) {
      const { bytes, contentType, headers = {} } = answer;
      return sendAnswer(asked.response, { status: 200, contentType, body: bytes, headers });
    }
    sendJson(answer.status ?? 200, answer.json);
  } catch (error) {
    const isExpected = error instanceof RequestError;
    const said = error instanceof Error ? error.message : String(error);
    const failure: Failure = {
      message: isExpected ? said : `The workbench failed: ${said}`,
      ...(isExpected && error.input && { input: [...error.input] }),
    };
    sendJson(isExpected ? error.status : 500, failure);
  }
};
