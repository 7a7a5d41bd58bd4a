import type { ApiRequest, ApiRoute } from "../http/apiRoute";
import type { Workbench } from "../workbench";
import { askedStep } from "./askedStep";
import type { StepRun } from "./StepRun";
import { startRun } from "./startRun";

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
    answer: ({ body }, workbench) => ({
      json: startRun(workbench, askedStep(body, ["action", "dataSource"])).run.view(),
      status: 201,
    }),
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
