import type { ApiRequest, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { compareResult } from "../results/compareResult";
import { declarationOf } from "../results/declarationOf";
import { resultRoutes } from "../results/resultRoutes";
import type { Workbench } from "../workbench";
import { filterLog } from "./filterLog";
import type { StepRun } from "./StepRun";
import { wholeNumber } from "./wholeNumber";

/** The most events of one answer. */
const mostEvents = 5_000;
/** The most rows of a table that a page is sent at once. */
const mostRows = 500;

const runOf = ({ params }: ApiRequest, { runs }: Workbench): StepRun => runs.get(params["id"] ?? "");

/** The rows that a page asks for, of all of them. */
const rowsOf = <Row>(rows: readonly Row[], query: URLSearchParams): { rows: Row[]; total: number } => {
  const offset = wholeNumber(query.get("offset"), 0);
  const count = Math.min(wholeNumber(query.get("count"), mostRows), mostRows);
  return { rows: rows.slice(offset, offset + count), total: rows.length };
};

const resultOf = (run: StepRun): { value: unknown; contentType?: string } => {
  if (run.outcome) return run.outcome;
  throw new RequestError(
    409,
    run.state === "running" ? "This run has not ended yet." : "This run has no result.",
  );
};

/** What pages look at in a run: its events, attempts, log, result, and how the result compares. */
export const lookRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/runs/:id/events",
    answer: (request, workbench) => {
      const { events } = runOf(request, workbench);
      const after = wholeNumber(request.query.get("after"), 0);
      const count = Math.min(wholeNumber(request.query.get("count"), mostEvents), mostEvents);
      const found = events.slice(after, after + count);
      return { json: { events: found, next: after + found.length, total: events.length } };
    },
  },
  {
    method: "GET",
    path: "/api/runs/:id/attempts",
    answer: (request, workbench) => ({
      json: rowsOf(runOf(request, workbench).attempts.list, request.query),
    }),
  },
  {
    method: "GET",
    path: "/api/runs/:id/log",
    answer: (request, workbench) => {
      const { query } = request;
      const { log } = runOf(request, workbench);
      return { json: rowsOf(filterLog(log, query.get("level"), query.get("text")), query) };
    },
  },
  {
    method: "GET",
    path: "/api/runs/:id/comparison",
    answer: (request, workbench) => {
      const run = runOf(request, workbench);
      const { value } = resultOf(run);
      const { component } = workbench.component.get();
      return { json: compareResult(value, declarationOf(component, run.asked, run.outcome?.branch)) };
    },
  },
  ...resultRoutes("/api/runs/:id/result", (request, workbench) => {
    const run = runOf(request, workbench);
    return { ...resultOf(run), name: run.name };
  }),
];
