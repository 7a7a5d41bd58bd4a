import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { jsonAnswer } from "../../server/answer";
import type { Route } from "../../server/route";
import { answerChat } from "./answerChat";
import { type ParameterRefusals, refuseParameters } from "./refusedParameters";

/**
 * Chat completions.
 * @param refused - parameters that deployments refuse
 */
export const chatRoutes = (
  models: FineTunedModels,
  nowMs: () => number,
  refused: ParameterRefusals = {},
): Route[] => [
  {
    method: "POST",
    path: "/chat/completions",
    model: { isInDeployment: true, isForBatches: true, dataAction: "deployments/chat/completions/action" },
    answer: ({ body, api, model, runs }) => {
      const refusal = refuseParameters(refused[model], body);
      if (refusal) return jsonAnswer(refusal.body, refusal.status);
      const learned = models.answer(runs, body["messages"]);
      return answerChat(body, api, model, { nowMs: nowMs(), runs, learned });
    },
  },
];
