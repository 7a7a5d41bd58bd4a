import type { BatchOptions } from "./batches/batch";
import { batchRoutes } from "./batches/batchRoutes";
import type { BatchSurroundings } from "./batches/batchRunner";
import { type FileOptions, fileRoutes } from "./files/fileRoutes";
import { FileStore } from "./files/fileStore";
import type { ResourceRoute } from "./resourceRoutes";
import { webhookRoutes } from "./webhooks/webhookRoutes";
import { type WebhookOptions, WebhookSender } from "./webhooks/webhookSender";

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
