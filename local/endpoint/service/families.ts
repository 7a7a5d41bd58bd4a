import type { BatchOptions } from "../kept/batches/batch";
import { batchRoutes } from "../kept/batches/batchRoutes";
import type { BatchSurroundings } from "../kept/batches/batchRunner";
import { type FileOptions, fileRoutes } from "../kept/files/fileRoutes";
import { FileStore } from "../kept/files/fileStore";
import { webhookRoutes } from "../kept/webhooks/webhookRoutes";
import { type WebhookOptions, WebhookSender } from "../kept/webhooks/webhookSender";
import type { ResourceRoute } from "../server/route";

/** How the things that the endpoint keeps behave. */
export interface ResourceOptions {
  files?: FileOptions;
  batches?: BatchOptions;
  webhooks?: WebhookOptions;
}

/** What the endpoint keeps. */
export interface KeptResources {
  routes: ResourceRoute[];
  webhooks: WebhookSender;
}

/** Files, the batches that read and write them, and the webhooks that tell of batches. */
export const keepResources = (
  { files = {}, batches = {}, webhooks = {} }: ResourceOptions,
  surroundings: Omit<BatchSurroundings, "files" | "webhooks">,
): KeptResources => {
  const { clock, closing } = surroundings;
  const nowMs = () => clock.nowMs();
  const store = new FileStore(nowMs);
  const sender = new WebhookSender(webhooks, clock, closing);
  const routes = [
    ...fileRoutes(store, files, nowMs),
    ...batchRoutes(batches, files, { ...surroundings, files: store, webhooks: sender }),
    ...webhookRoutes(sender, nowMs),
  ];
  return { routes, webhooks: sender };
};
