import type { Route } from "../../server/route";
import { answerChat } from "./answerChat";

/** Chat completions. */
export const chatRoutes = (nowMs: () => number): Route[] => [
  {
    method: "POST",
    path: "/chat/completions",
    model: { isInDeployment: true, isForBatches: true, dataAction: "deployments/chat/completions/action" },
    answer: ({ body, api, model }) => answerChat(body, api, model, nowMs()),
  },
];
