import { isRecord } from "../../../platform/isRecord";
import type { AskedStep } from "../../wire/entered";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { startRun } from "./startRun";

/** The step in the body of a request. */
const askedStep = (body: unknown): AskedStep => {
  const { kind, key, form, connections = {}, isDebugging } = isRecord(body) ? body : {};
  if ((kind !== "action" && kind !== "dataSource") || typeof key !== "string" || !isRecord(form)) {
    throw new RequestError(400, "The page asked for a step without its key or form: reload the page.");
  }
  const ids = Object.entries(isRecord(connections) ? connections : {}).map(([name, id]) => [
    name,
    String(id),
  ]);
  return {
    ...{ kind, key, form: form as AskedStep["form"], connections: Object.fromEntries(ids) },
    ...(isDebugging === true && { isDebugging: true }),
  };
};

/** Runs: start, look, cancel. */
export const runRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/runs",
    answer: (_request, { runs }) => ({ json: runs.list().map((run) => run.view()) }),
  },
  {
    method: "POST",
    path: "/api/runs",
    answer: ({ body }, workbench) => ({ json: startRun(workbench, askedStep(body)).run.view(), status: 201 }),
  },
  {
    method: "GET",
    path: "/api/runs/:id",
    answer: ({ params }, { runs }) => ({ json: runs.get(params["id"] ?? "").view() }),
  },
  {
    method: "POST",
    path: "/api/runs/:id/cancel",
    answer: ({ params }, { runs }) => {
      const run = runs.get(params["id"] ?? "");
      run.cancelling.abort();
      return { json: run.view() };
    },
  },
];
