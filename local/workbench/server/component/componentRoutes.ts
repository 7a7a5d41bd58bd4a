import type { WorkbenchStatus } from "../../wire/workbenchStatus";
import type { ApiRoute } from "../http/apiRoute";
import type { Workbench } from "../workbench";

const statusOf = ({ component, world }: Workbench): WorkbenchStatus => ({
  ...component.status(),
  endpointUrl: world.endpointFor().url,
});

/** What the workbench shows at the foot of each page, and the button there. */
export const componentRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/status",
    answer: (_request, workbench) => ({ json: statusOf(workbench) }),
  },
  {
    method: "POST",
    path: "/api/component/load",
    answer: async (_request, workbench) => {
      await workbench.component.load();
      workbench.hub.tell({ type: "component" });
      return { json: statusOf(workbench) };
    },
  },
];
