import type { Route } from "../../server/route";
import { answerEmbeddings } from "./answerEmbeddings";

/** Embeddings. */
export const embeddingRoutes = (): Route[] => [
  {
    method: "POST",
    path: "/embeddings",
    model: { isInDeployment: true, isForBatches: true, dataAction: "deployments/embeddings/action" },
    answer: ({ body, model }) => answerEmbeddings(body, model),
  },
];
