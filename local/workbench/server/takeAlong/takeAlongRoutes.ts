import { takeAlong } from "../../takeAlong/takeAlong";
import type { TakenStep } from "../../takeAlong/takenStep";
import type { AskedStep } from "../../wire/entered";
import type { TakenAlong } from "../../wire/takenText";
import type { ApiRoute } from "../http/apiRoute";
import { askedStep } from "../runs/askedStep";
import type { Workbench } from "../workbench";
import { takenPlan, takenRun } from "./takenRun";

const localNote =
  "The address is the workbench's local endpoint, whose certificate nothing else trusts: set the address and key of a service.";
const goneNote = "A connection of this step was deleted: put another one in its place.";

/** What has to be known of the connections of a step, whatever it is written as. */
const connectionNotes = (ids: AskedStep["connections"], { connections }: Workbench): string[] => {
  const there = new Map(connections.list().map((one) => [one.id, one]));
  const chosen = Object.values(ids).map((id) => there.get(id));
  return [
    ...(chosen.some((one) => one?.origin === "local") ? [localNote] : []),
    ...(chosen.includes(undefined) ? [goneNote] : []),
  ];
};

const shown = (workbench: Workbench, step: TakenStep, ids: AskedStep["connections"]): TakenAlong => ({
  label: step.operation.label,
  name: step.name,
  notes: connectionNotes(ids, workbench),
  texts: takeAlong(workbench.component.get().component, step, { secrets: workbench.connections.secrets() }),
});

/** A run, or a step that is planned, as texts to take along. */
export const takeAlongRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/runs/:id/takeAlong",
    answer: ({ params }, workbench) => {
      const run = workbench.runs.get(params["id"] ?? "");
      return { json: shown(workbench, takenRun(workbench, run), run.asked.connections) };
    },
  },
  {
    method: "POST",
    path: "/api/takeAlong",
    answer: ({ body }, workbench) => {
      const asked = askedStep(body, ["action", "dataSource", "trigger"]);
      return { json: shown(workbench, takenPlan(workbench, asked), asked.connections) };
    },
  },
];
