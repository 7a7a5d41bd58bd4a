import { bulkRoutes } from "./bulk/bulkRoutes";
import { catalogueRoutes } from "./catalogue/catalogueRoutes";
import { fileRoutes } from "./fileRoutes";
import type { ApiRoute } from "./http/apiRoute";
import { runRoutes } from "./runs/runRoutes";

/** Everything that a page can ask for. */
export const apiRoutes: readonly ApiRoute[] = [
  ...catalogueRoutes,
  ...runRoutes,
  ...fileRoutes,
  ...bulkRoutes,
];
