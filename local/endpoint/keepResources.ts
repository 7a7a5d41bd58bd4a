import type { BatchOptions } from "./batches/batch";
import { batchRoutes } from "./batches/batchRoutes";
import type { BatchSurroundings } from "./batches/batchRunner";
import { type FileOptions, fileRoutes } from "./files/fileRoutes";
import { FileStore } from "./files/fileStore";
import type { ResourceRoute } from "./resourceRoutes";

/** How the things that the endpoint keeps behave. */
export interface ResourceOptions {
  files?: FileOptions;
  batches?: BatchOptions;
}

/** The routes of what the endpoint keeps: files, and the batches that read and write them. */
export function keepResources(
  { files = {}, batches = {} }: ResourceOptions,
  surroundings: Omit<BatchSurroundings, "files">,
): ResourceRoute[] {
  const store = new FileStore(surroundings.nowMs);
  return [
    ...fileRoutes(store, files, surroundings.nowMs),
    ...batchRoutes(batches, files, { ...surroundings, files: store }),
  ];
}
