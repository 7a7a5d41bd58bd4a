import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import type { Route } from "../../server/route";
import { answerChat } from "./answerChat";

/** Chat completions. */
export const chatRoutes = (models: FineTunedModels, nowMs: () => number): Route[] => [
  {
    method: "POST",
    path: "/chat/completions",
    model: { isInDeployment: true, isForBatches: true, dataAction: "deployments/chat/completions/action" },
    answer: ({ body, api, model, runs }) =>
      answerChat(body, api, model, { nowMs: nowMs(), runs, learned: models.answer(runs, body["messages"]) }),
  },
];
