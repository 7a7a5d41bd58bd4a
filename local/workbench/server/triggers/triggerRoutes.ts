import { webhookEventTypes } from "../../../endpoint";
import { isRecord } from "../../../platform/isRecord";
import { type StateName, stateNames, type TriggerView } from "../../wire/trigger";
import type { ApiRequest, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { resultRoutes } from "../results/resultRoutes";
import type { Workbench } from "../workbench";
import { type DeployedTrigger, viewOf } from "./DeployedTrigger";
import { askedDelivery, deliverEvent } from "./deliverEvent";
import { askedDeployment, deployTrigger, removeTrigger } from "./deployTrigger";
import { canMakeThings, makeThings } from "./makeThings";
import { triggerEntry, triggerParts, triggerPayload } from "./triggerPart";

const asked = ({ params }: ApiRequest, workbench: Workbench): DeployedTrigger =>
  workbench.triggers.get(workbench, params["key"] ?? "");

/** Nobody calls a trigger before it is deployed. */
const deployed = (request: ApiRequest, workbench: Workbench): DeployedTrigger => {
  const trigger = asked(request, workbench);
  if (!trigger.deployment) throw new RequestError(409, `${trigger.part.display.label}: deploy it first.`);
  return trigger;
};

const deploymentOf = (workbench: Workbench, trigger: DeployedTrigger): TriggerView["deployment"] => {
  if (!trigger.deployment) return undefined;
  const { atMs, connections } = trigger.deployment;
  const used = workbench.connections.list().find(({ id }) => id === connections["connection"]);
  const canPrepare = canMakeThings(workbench, trigger);
  return { atMs, canPrepare, ...(used && { connectionLabel: used.label }) };
};

const show = (workbench: Workbench, trigger: DeployedTrigger): TriggerView => {
  const entry = triggerEntry(trigger.part);
  const deployment = deploymentOf(workbench, trigger);
  const states = trigger.states();
  return {
    ...entry,
    ...(deployment && { deployment }),
    runs: trigger.runs.map(viewOf),
    eventTypes: entry.isPolling ? [] : [...webhookEventTypes("openai")],
    states: {
      polling: Object.keys(states.polling).length,
      instanceState: Object.keys(states.instanceState).length,
      crossFlowState: Object.keys(states.crossFlowState).length,
    },
  };
};

const namesToReset = (body: unknown): readonly StateName[] => {
  const name = isRecord(body) ? body["state"] : undefined;
  if (name === "all") return stateNames;
  const known = stateNames.find((one) => one === name);
  if (!known) throw new RequestError(400, "The page asked to reset a state that there is not: reload it.");
  return [known];
};

/** What a call handed to the flow, and what a trigger keeps. */
const looks: readonly ApiRoute[] = [
  ...resultRoutes("/api/triggers/:key/runs/:id/result", (request, workbench) => {
    const { key, runs } = asked(request, workbench);
    const run = runs.find(({ id }) => id === request.params["id"]);
    if (!run) throw new RequestError(404, "This call is no longer in the history.");
    return { value: run.result, name: key };
  }),
  ...resultRoutes("/api/triggers/:key/states", (request, workbench) => {
    const trigger = asked(request, workbench);
    return { value: trigger.states(), name: `${trigger.key}-states` };
  }),
];

/** Triggers: deploy, call, look into what they keep. */
export const triggerRoutes: readonly ApiRoute[] = [
  ...looks,
  {
    method: "GET",
    path: "/api/triggers",
    answer: (_request, { component }) => ({
      json: triggerParts(component.get().component).map(triggerEntry),
    }),
  },
  {
    method: "GET",
    path: "/api/triggers/:key",
    answer: (request, workbench) => ({ json: show(workbench, asked(request, workbench)) }),
  },
  {
    method: "POST",
    path: "/api/triggers/:key/deploy",
    answer: async (request, workbench) => ({
      json: await deployTrigger(workbench, asked(request, workbench), askedDeployment(request.body)),
    }),
  },
  {
    method: "POST",
    path: "/api/triggers/:key/remove",
    answer: async (request, workbench) => ({ json: await removeTrigger(deployed(request, workbench)) }),
  },
  {
    method: "POST",
    path: "/api/triggers/:key/poll",
    answer: async (request, workbench) => {
      const trigger = deployed(request, workbench);
      const poll = () => trigger.flow.call("perform", triggerPayload(trigger.part));
      return { json: await trigger.run("Poll", poll) };
    },
  },
  {
    method: "POST",
    path: "/api/triggers/:key/deliver",
    answer: async (request, workbench) => ({
      json: await deliverEvent(workbench, deployed(request, workbench), askedDelivery(request.body)),
    }),
  },
  {
    method: "POST",
    path: "/api/triggers/:key/make",
    answer: async (request, workbench) => ({ json: await makeThings(workbench, asked(request, workbench)) }),
  },
  {
    method: "POST",
    path: "/api/triggers/:key/reset",
    answer: (request, workbench) => {
      const trigger = asked(request, workbench);
      for (const name of namesToReset(request.body)) trigger.reset(name);
      workbench.hub.tell({ type: "trigger", key: trigger.key });
      return { json: show(workbench, trigger) };
    },
  },
];
