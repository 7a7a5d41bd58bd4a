import { bulkRoutes } from "./bulk/bulkRoutes";
import { catalogueRoutes } from "./catalogue/catalogueRoutes";
import { componentRoutes } from "./component/componentRoutes";
import { connectionRoutes } from "./connections/connectionRoutes";
import { endpointRoutes } from "./endpoint/endpointRoutes";
import { exchangeRoutes } from "./endpoint/exchangeRoutes";
import { fileRoutes } from "./fileRoutes";
import { choiceRoutes } from "./forms/choiceRoutes";
import type { ApiRoute } from "./http/apiRoute";
import { lookRoutes } from "./runs/lookRoutes";
import { runRoutes } from "./runs/runRoutes";
import { sampleRoutes } from "./samples/sampleRoutes";
import { takeAlongRoutes } from "./takeAlong/takeAlongRoutes";
import { triggerRoutes } from "./triggers/triggerRoutes";

/** Everything that a page can ask for. */
export const apiRoutes: readonly ApiRoute[] = [
  ...catalogueRoutes,
  ...componentRoutes,
  ...runRoutes,
  ...fileRoutes,
  ...lookRoutes,
  ...sampleRoutes,
  ...connectionRoutes,
  ...endpointRoutes,
  ...exchangeRoutes,
  ...triggerRoutes,
  ...choiceRoutes,
  ...takeAlongRoutes,
  ...bulkRoutes,
];
