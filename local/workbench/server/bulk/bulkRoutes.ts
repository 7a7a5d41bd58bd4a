import type { BulkResult } from "../../wire/bulk";
import type { ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import type { StepRun } from "../runs/StepRun";
import { startRun } from "../runs/startRun";
import type { Workbench } from "../workbench";
import { bulkResult } from "./bulkResult";
import { linksOf } from "./linksOf";
import { quotaSample } from "./quotaSample";
import { remainingStep } from "./remainingStep";
import { listServiceWork } from "./serviceWork";
import { readTrainingCurves } from "./trainingCurves";

/** What remains of a run, as the form of a next one. */
const remainingOf = (run: StepRun, { component }: Workbench) => {
  const { inputs } = component.operation(run.asked.kind, run.asked.key);
  return remainingStep(run.name, run.asked, inputs, run.outcome?.value);
};

const resultOf = (run: StepRun, workbench: Workbench): BulkResult => {
  const remainder = remainingOf(run, workbench);
  const result = { ...bulkResult(run.outcome?.value), ...linksOf(run, workbench.runs.list()) };
  if (!remainder) return result;
  const { form: _form, ...shown } = remainder;
  return { ...result, remainder: shown };
};

const connectionIn = (query: URLSearchParams): string => query.get("connection") ?? "local";

/** Runs of many items, and the work that a service does by itself. */
export const bulkRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/bulk/runs/:id/result",
    answer: ({ params }, workbench) => ({
      json: resultOf(workbench.runs.get(params["id"] ?? ""), workbench),
    }),
  },
  {
    method: "POST",
    path: "/api/bulk/runs/:id/remaining",
    answer: ({ params }, workbench) => {
      const run = workbench.runs.get(params["id"] ?? "");
      const remaining = remainingOf(run, workbench);
      if (!remaining) throw new RequestError(409, "Nothing remains of this run.");
      const started = startRun(workbench, { ...run.asked, form: remaining.form });
      return { json: started.run.view(), status: 201 };
    },
  },
  {
    method: "POST",
    path: "/api/bulk/sample",
    answer: (_request, workbench) => ({
      json: startRun(workbench, quotaSample(workbench)).run.view(),
      status: 201,
    }),
  },
  {
    method: "GET",
    path: "/api/bulk/work",
    answer: async ({ query }, workbench) => ({ json: await listServiceWork(workbench, connectionIn(query)) }),
  },
  {
    method: "GET",
    path: "/api/bulk/jobs/:id/curves",
    answer: async ({ params, query }, workbench) => ({
      json: await readTrainingCurves(workbench, connectionIn(query), params["id"] ?? ""),
    }),
  },
];
