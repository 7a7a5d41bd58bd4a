import type { AimockBackend } from "../../aimock/aimockBackend";
import { askAimock } from "../../aimock/askAimock";
import { type Answer, jsonAnswer } from "../../server/answer";
import { responsesContentFilterError } from "../../server/errorShapes";
import { refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import { refusedPrompt } from "../chat/contentFilter";
import { completeResponse, withResponseFormat } from "./composeResponse";
import { streamResponse } from "./streamResponse";

/** Responses, made by aimock and kept here: what it leaves out of one is missing in its store as well. */
export const responseRoutes = (backend: AimockBackend): Route[] => {
  const responses = new Map<string, Record<string, unknown>>();
  return [
    {
      method: "POST",
      path: "/responses",
      model: { isInDeployment: false, isForBatches: true, dataAction: "responses/write" },
      answer: (request) => createResponse(request, backend, responses),
    },
    {
      method: "GET",
      path: "/responses/{id}",
      answer: ({ id, api }) => {
        const response = responses.get(id);
        return response === undefined ? refuseUnknown(id, api) : jsonAnswer(response);
      },
    },
    {
      method: "DELETE",
      path: "/responses/{id}",
      answer: ({ id, api }) =>
        responses.delete(id) ? jsonAnswer({ id, object: "response", deleted: true }) : refuseUnknown(id, api),
    },
  ];
};

const createResponse = async (
  request: RouteRequest,
  backend: AimockBackend,
  responses: Map<string, Record<string, unknown>>,
): Promise<Answer> => {
  const { body: asIs, api, runs } = request;
  const { stream, ...body } = asIs;
  const refused = refusedPrompt(JSON.stringify(body));
  if (refused) return jsonAnswer(responsesContentFilterError(refused), 400);
  const asked = await askAimock(backend, { ...request, body: { ...withResponseFormat(body), model: runs } });
  if ("answer" in asked) return asked.answer;
  const response = completeResponse(asked.json, body, api !== "openai");
  if (body["store"] !== false) responses.set(String(response["id"]), response);
  return stream === true ? streamResponse(response) : jsonAnswer(response);
};

const refuseUnknown = (id: string, api: RouteRequest["api"]): Answer =>
  refuseMissing(`Response with id '${id}' not found.`, api);
