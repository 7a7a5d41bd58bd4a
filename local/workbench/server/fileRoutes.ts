import type { ApiRoute } from "./http/apiRoute";
import { readBytes } from "./http/readBody";

/** The largest file that can be handed over, in bytes. */
const mostFileBytes = 600 * 1024 * 1024;

/** Files for boxes that take bytes. */
export const fileRoutes: readonly ApiRoute[] = [
  {
    method: "POST",
    path: "/api/files",
    isUpload: true,
    answer: async ({ incoming, query }, { files }) => ({
      json: files.add(await readBytes(incoming, mostFileBytes), query.get("name") ?? "file"),
      status: 201,
    }),
  },
];
