import { isRecord } from "../../../platform/isRecord";
import type { ConnectionKinds, ConnectionView, SavedConnection } from "../../wire/connection";
import type { ApiRoute } from "../http/apiRoute";
import type { Workbench } from "../workbench";
import { diagnoseConnection } from "./diagnoseConnection";
import { readTyped, typedConnection } from "./readTyped";
import { connectionKinds, showConnection } from "./showConnection";

const listOf = ({ component: loaded, connections }: Workbench): ConnectionView[] => {
  const { component } = loaded.get();
  return connections.list().map((one) => showConnection(component, one));
};

const kindsOf = ({ component, connections }: Workbench): ConnectionKinds => ({
  kinds: connectionKinds(component.get().component),
  problems: [...connections.problems],
});

const save = (workbench: Workbench, body: unknown): SavedConnection => {
  const read = readTyped(workbench, typedConnection(body));
  if ("problem" in read) return read;
  workbench.connections.put(read.shelved);
  workbench.hub.tell({ type: "connections" });
  return { connection: showConnection(workbench.component.get().component, read.shelved) };
};

/** Connections: list, save, delete, diagnose. No answer has a secret. */
export const connectionRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/connections",
    answer: (_request, workbench) => ({ json: listOf(workbench) }),
  },
  {
    method: "GET",
    path: "/api/connections/kinds",
    answer: (_request, workbench) => ({ json: kindsOf(workbench) }),
  },
  {
    method: "POST",
    path: "/api/connections",
    answer: ({ body }, workbench) => ({ json: save(workbench, body) }),
  },
  {
    method: "POST",
    path: "/api/connections/:id/delete",
    answer: ({ params }, workbench) => {
      workbench.connections.delete(params["id"] ?? "");
      workbench.hub.tell({ type: "connections" });
      return { json: {} };
    },
  },
  {
    method: "POST",
    path: "/api/connections/:id/diagnose",
    answer: async ({ params, body }, workbench) => {
      const model = isRecord(body) && typeof body["model"] === "string" ? body["model"].trim() : "";
      return { json: await diagnoseConnection(workbench, params["id"] ?? "", model) };
    },
  },
];
