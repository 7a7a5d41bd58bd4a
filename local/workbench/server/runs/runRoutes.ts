import { isRecord } from "../../../platform/isRecord";
import type { AskedStep } from "../../wire/entered";
import type { ApiRequest, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";
import type { StepRun } from "./StepRun";
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

const runOf = ({ params }: ApiRequest, { runs }: Workbench): StepRun => runs.get(params["id"] ?? "");

/** Runs: start, look, cancel, start again. */
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
    answer: (request, workbench) => ({ json: runOf(request, workbench).view() }),
  },
  {
    method: "GET",
    path: "/api/runs/:id/asked",
    answer: (request, workbench) => ({ json: runOf(request, workbench).asked }),
  },
  {
    method: "POST",
    path: "/api/runs/:id/again",
    answer: (request, workbench) => ({
      json: startRun(workbench, runOf(request, workbench).asked).run.view(),
      status: 201,
    }),
  },
  {
    method: "POST",
    path: "/api/runs/:id/cancel",
    answer: (request, workbench) => {
      const run = runOf(request, workbench);
      run.cancelling.abort();
      return { json: run.view() };
    },
  },
];
