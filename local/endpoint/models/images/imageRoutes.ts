import type { ModelTraits, Route } from "../../server/route";
import { answerImages } from "./answerImages";

const model: ModelTraits = {
  isInDeployment: true,
  isForBatches: false,
  dataAction: "images/generations/action",
};

/** Images, made from a prompt, and from a prompt and images: the latter's answers look the same. */
export const imageRoutes = (nowMs: () => number): Route[] => [
  {
    method: "POST",
    path: "/images/generations",
    model,
    answer: (request) => answerImages(request.body, request.api, request.model, nowMs()),
  },
  {
    method: "POST",
    path: "/images/edits",
    model,
    answer: (request) => answerImages(withCount(request.body), request.api, request.model, nowMs()),
  },
];

/** All fields of a form are texts, and the number of images is one of its fields. */
const withCount = (body: Record<string, unknown>): Record<string, unknown> =>
  typeof body["n"] === "string" ? { ...body, n: Number(body["n"]) } : body;
