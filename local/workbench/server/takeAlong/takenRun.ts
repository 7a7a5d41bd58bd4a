import type { AttemptEvent } from "../../../../src/client/events";
import type { TakenConnection, TakenExchange, TakenOperation, TakenStep } from "../../takeAlong/takenStep";
import type { AskedStep } from "../../wire/entered";
import type { PlannedStep } from "../../wire/takenText";
import { RequestError } from "../http/RequestError";
import type { StepRun } from "../runs/StepRun";
import type { Workbench } from "../workbench";
import { stepNamesIn } from "./stepNamesIn";
import { takenConnection } from "./takenConnection";
import { takenValues } from "./takenValues";

/**
 * The operation of a step.
 * @throws RequestError for an unknown one
 */
const operationOf = (
  { component: loaded }: Workbench,
  { kind, key }: Pick<PlannedStep, "kind" | "key">,
): TakenOperation => {
  if (kind !== "trigger") return loaded.operation(kind, key);
  const { triggers } = loaded.get().component;
  const found = Object.hasOwn(triggers, key) ? triggers[key] : undefined;
  if (!found) throw new RequestError(404, `The component has no trigger "${key.slice(0, 100)}".`);
  return { kind, key, label: found.display.label, inputs: found.inputs };
};

/** The connections of a step that are still there. */
const connectionsOf = (
  { component, connections }: Workbench,
  ids: AskedStep["connections"],
): Record<string, TakenConnection> => {
  const there = new Map(connections.list().map((one) => [one.id, one]));
  return Object.fromEntries(
    Object.entries(ids).flatMap(([key, id]) => {
      const shelved = there.get(id);
      return shelved ? [[key, takenConnection(component.get().component, shelved.entered)]] : [];
    }),
  );
};

const pathOf = (url: string): string => (URL.canParse(url) ? new URL(url).pathname : "");

/** The requests that are attempts of the step's calls; those for a token, with a secret each, are not. */
const exchangesOf = ({ sent, attempts }: StepRun): TakenExchange[] => {
  // Many attempts have few addresses.
  const urls = new Map(attempts.list.map(({ method, url }) => [`${method} ${url}`, { method, url }]));
  const nameOf = ({ method, url }: Pick<AttemptEvent, "method" | "url">) => `${method} ${pathOf(url)}`;
  const names = new Set([...urls.values()].map(nameOf));
  return sent.kept.filter((request) => names.has(nameOf(request)));
};

/** A step by itself. */
const stepOf = (workbench: Workbench, asked: PlannedStep, name: string): TakenStep => {
  const operation = operationOf(workbench, asked);
  return {
    ...{ operation, name, entered: takenValues(operation.inputs, asked.form) },
    connections: connectionsOf(workbench, asked.connections),
    ...{ earlier: [], exchanges: [] },
  };
};

/** The runs that a form refers to, and those that these refer to, in the order in which they were run. */
const earlierOf = (
  workbench: Workbench,
  { form }: PlannedStep,
  runsBefore: readonly StepRun[],
): TakenStep[] => {
  const names = stepNamesIn(form);
  const steps: TakenStep[] = [];
  for (const run of runsBefore.toReversed()) {
    if (!names.has(run.name)) continue;
    for (const name of stepNamesIn(run.asked.form)) names.add(name);
    steps.unshift(stepOf(workbench, run.asked, run.name));
  }
  return steps;
};

/**
 * A run as it is taken along: with its requests, and the runs that it refers to.
 * @throws RequestError where the component no longer has its action
 */
export const takenRun = (workbench: Workbench, run: StepRun): TakenStep => {
  const runs = workbench.runs.list();
  return {
    ...stepOf(workbench, run.asked, run.name),
    earlier: earlierOf(workbench, run.asked, runs.slice(0, runs.indexOf(run))),
    exchanges: exchangesOf(run),
    moreExchanges: run.sent.more,
    wasRun: true,
  };
};

/**
 * A step that is planned as it is taken along.
 * @throws RequestError for an unknown action, data source or trigger
 */
export const takenPlan = (workbench: Workbench, asked: PlannedStep): TakenStep => ({
  ...stepOf(workbench, asked, workbench.runs.nameFor(asked.key)),
  earlier: earlierOf(workbench, asked, workbench.runs.list()),
});
