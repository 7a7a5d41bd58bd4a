import type { Answer } from "../../server/answer";
import type { ModelTraits, Route, RouteRequest } from "../../server/route";
import { answerEdit } from "./answerEdit";
import { answerImages } from "./answerImages";
import { refuseNamedTwice } from "./imageRefusals";

const model: ModelTraits = {
  isInDeployment: true,
  isForBatches: false,
  dataAction: "images/generations/action",
};

/** A route whose dated path names the deployment, which must not stand in the body as well. */
const imageRoute = (path: string, answer: (request: RouteRequest) => Promise<Answer>): Route => ({
  ...{ method: "POST", path, model },
  answer: (request) =>
    request.api === "azureDated" && request.body["model"] !== undefined
      ? refuseNamedTwice(request.body["model"])
      : answer(request),
});

/** Images, made from a prompt, and from a prompt and images. */
export const imageRoutes = (nowMs: () => number): Route[] => [
  imageRoute("/images/generations", ({ body, api, model: name }) => answerImages(body, api, name, nowMs())),
  imageRoute("/images/edits", (request) => answerEdit(request, nowMs())),
];
