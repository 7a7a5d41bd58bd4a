import type { FieldRefusal } from "../../../endpoint";
import { isRecord } from "../../../platform/isRecord";
import { type FaultServer, faultServers } from "../../wire/endpoint";
import type { ApiAnswer, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";
import { endpointView } from "./endpointView";
import { refusalSentence } from "./refusalSentence";

const serverOf = (name: unknown): FaultServer => {
  const found = faultServers.find((server) => server === name);
  if (!found) throw new RequestError(400, `Server: Enter one of ${faultServers.join(", ")}.`);
  return found;
};

const refuse = (refusals: readonly FieldRefusal[], kind?: unknown): never => {
  throw new RequestError(400, refusalSentence(refusals, kind));
};

/** Tells the pages, and answers how everything stands. */
const changed = (workbench: Workbench): ApiAnswer => {
  workbench.hub.tell({ type: "endpoint" });
  return { json: endpointView(workbench) };
};

const change = (given: unknown, workbench: Workbench): ApiAnswer => {
  const outcome = workbench.world.controls.change(given);
  return "refusals" in outcome ? refuse(outcome.refusals) : changed(workbench);
};

const addFault = (body: unknown, workbench: Workbench): ApiAnswer => {
  const { server, ...fault } = isRecord(body) ? body : {};
  const outcome = workbench.world.faults[serverOf(server)].add(fault);
  return "refusals" in outcome ? refuse(outcome.refusals, fault["kind"]) : changed(workbench);
};

const removeFault = (body: unknown, workbench: Workbench): ApiAnswer => {
  const { server, number } = isRecord(body) ? body : {};
  const isRemoved = workbench.world.faults[serverOf(server)].remove(Number(number));
  if (!isRemoved) throw new RequestError(404, "This fault no longer waits: a request had it.");
  return changed(workbench);
};

const clearFaults = ({ faults }: Workbench["world"]): void => {
  for (const server of faultServers) faults[server].clear();
};

const defaults = { latencyMs: 0, quota: null, contentFilter: null, retirements: null };

/** The controls and faults of the local services. */
export const endpointRoutes: readonly ApiRoute[] = [
  { method: "GET", path: "/api/endpoint", answer: (_request, bench) => ({ json: endpointView(bench) }) },
  { method: "POST", path: "/api/endpoint/settings", answer: ({ body }, bench) => change(body, bench) },
  { method: "POST", path: "/api/endpoint/faults", answer: ({ body }, bench) => addFault(body, bench) },
  {
    method: "POST",
    path: "/api/endpoint/faults/remove",
    answer: ({ body }, bench) => removeFault(body, bench),
  },
  {
    method: "POST",
    path: "/api/endpoint/faults/clear",
    answer: (_request, bench) => {
      clearFaults(bench.world);
      return changed(bench);
    },
  },
  {
    method: "POST",
    path: "/api/endpoint/reset",
    answer: (_request, bench) => {
      clearFaults(bench.world);
      return change(defaults, bench);
    },
  },
];
