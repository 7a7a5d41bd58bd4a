import type { Route } from "../../server/route";
import { answerEmbeddings } from "./answerEmbeddings";
import type { EmbeddingOptions } from "./refuseEmbeddings";

/**
 * Embeddings.
 * @param options - what a gateway in front of the service knows less than it
 */
export const embeddingRoutes = (options: EmbeddingOptions = {}): Route[] => [
  {
    method: "POST",
    path: "/embeddings",
    model: { isInDeployment: true, isForBatches: true, dataAction: "deployments/embeddings/action" },
    answer: ({ body, runs }) => answerEmbeddings(body, { runs, options }),
  },
];
