import type { DeploymentStore } from "../catalogue/deploymentStore";
import { FineTunedModels } from "../catalogue/fineTunedModels";
import { modelRoutes } from "../catalogue/modelRoutes";
import type { BatchOptions } from "../kept/batches/batch";
import { batchRoutes } from "../kept/batches/batchRoutes";
import { type FileOptions, fileRoutes } from "../kept/files/fileRoutes";
import { FileStore } from "../kept/files/fileStore";
import type { FineTuningOptions } from "../kept/fineTuning/fineTuningOptions";
import { fineTuningRoutes } from "../kept/fineTuning/fineTuningRoutes";
import type { VectorStoreOptions } from "../kept/vectorStores/vectorStore";
import { vectorStoreRoutes } from "../kept/vectorStores/vectorStoreRoutes";
import { VectorStoreShelf } from "../kept/vectorStores/vectorStoreShelf";
import { webhookRoutes } from "../kept/webhooks/webhookRoutes";
import { type WebhookDelivery, type WebhookOptions, WebhookSender } from "../kept/webhooks/webhookSender";
import { speechRoutes } from "../models/audio/speechRoutes";
import { transcriptionRoutes } from "../models/audio/transcriptionRoutes";
import { chatRoutes } from "../models/chat/chatRoutes";
import type { ParameterRefusals } from "../models/chat/refusedParameters";
import { embed } from "../models/embeddings/answerEmbeddings";
import { embeddingRoutes } from "../models/embeddings/embeddingRoutes";
import type { EmbeddingOptions } from "../models/embeddings/refuseEmbeddings";
import { imageRoutes } from "../models/images/imageRoutes";
import { moderationRoutes } from "../models/moderations/moderationRoutes";
import { followResponse } from "../models/responses/followResponse";
import type { ResponseOptions } from "../models/responses/responseOptions";
import { responseRoutes } from "../models/responses/responseRoutes";
import { ResponseStore } from "../models/responses/responseStore";
import type { Clock } from "../server/clock";
import type { Route } from "../server/route";

/** How the things that the endpoint keeps behave, and what its models refuse. */
export interface FamilyOptions {
  files?: FileOptions;
  batches?: BatchOptions;
  webhooks?: WebhookOptions;
  fineTuning?: FineTuningOptions;
  responses?: ResponseOptions;
  embeddings?: EmbeddingOptions;
  vectorStores?: VectorStoreOptions;
  /** Parameters of chat requests that deployments refuse, by the deployment's name; by default none does. */
  refusedParameters?: ParameterRefusals;
}

/** What the families live in. */
interface FamilySurroundings {
  clock: Clock;
  deployments: DeploymentStore;
  closing: AbortSignal;
}

/** Everything that the endpoint serves. */
interface Families {
  routes: Route[];
  deliveries: readonly WebhookDelivery[];
  /** Stops what was started, and resolves when nothing is under way any more. */
  close(): Promise<void>;
}

/** The families of the endpoint, a line for each: models that run, and things that are kept. */
export const startFamilies = (
  { files = {}, batches = {}, webhooks = {}, fineTuning = {}, ...ofModels }: FamilyOptions,
  { clock, deployments, closing }: FamilySurroundings,
): Families => {
  const nowMs = () => clock.nowMs();
  const trained = new FineTunedModels(deployments);
  const store = new FileStore(nowMs);
  const answers = new ResponseStore(ofModels.responses ?? {}, nowMs);
  const shelf = new VectorStoreShelf(ofModels.vectorStores ?? {}, { clock, embed });
  const sender = new WebhookSender(webhooks, clock, closing);
  const jobs = fineTuningRoutes(fineTuning, files, {
    ...{ files: store, models: trained, webhooks: sender, clock, closing },
  });
  const models = [
    ...responseRoutes({
      ...{ store: answers, models: trained, shelf },
      follow: (response) => void followResponse(response, answers, { webhooks: sender, clock, closing }),
    }),
    ...chatRoutes(trained, nowMs, ofModels.refusedParameters),
    ...embeddingRoutes(ofModels.embeddings),
    ...imageRoutes(nowMs),
    ...speechRoutes(),
    ...transcriptionRoutes(),
    ...moderationRoutes(),
  ];
  const forBatches = models.filter(({ model }) => model?.isForBatches === true);
  const surroundings = { files: store, models: forBatches, webhooks: sender, clock, deployments, closing };
  const lists = [
    ...modelRoutes(trained, deployments.retirements),
    ...fileRoutes(store, files, nowMs),
    ...batchRoutes(batches, files, surroundings),
    ...webhookRoutes(sender, nowMs),
    ...vectorStoreRoutes(shelf, store),
  ];
  return {
    routes: [...[...models, ...lists].map((route) => behind(jobs.bringUp, route)), ...jobs.routes],
    deliveries: sender.deliveries,
    close: async () => void (await sender.settled()),
  };
};

/** A route whose answer may depend on what has to happen first. */
const behind = (bringUp: () => void, route: Route): Route => ({
  ...route,
  answer: (request) => {
    bringUp();
    return route.answer(request);
  },
});
