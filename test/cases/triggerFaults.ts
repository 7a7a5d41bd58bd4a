import { inspect } from "node:util";
import { loadCase } from "../../local/cases/loadCase";
import type { Shape } from "../../src/output/shape";
import { triggers } from "../../src/triggers";
import { contradictions } from "./fit";
import type { Part } from "./parts";
import type { Triggered, TriggerRun } from "./triggerRuns";

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

/** The properties of an example that a real value lacks; of lists, the first items are compared. */
const lacking = (example: unknown, real: unknown, place: string): string[] => {
  if (!isObject(example)) return [];
  if (!isObject(real) || Array.isArray(example) !== Array.isArray(real)) {
    return real === null ? [] : [`${place} is ${inspect(real)}`];
  }
  if (Array.isArray(example)) return lacking(example[0], (real as unknown as unknown[])[0], `${place}[0]`);
  return Object.entries(example).flatMap(([name, value]) =>
    name in real ? lacking(value, real[name], `${place}.${name}`) : [`${place}.${name} is missing`],
  );
};

const shapes: Readonly<Record<string, { output: Shape<unknown> }>> = triggers;

/** What a trigger says of the data that it hands to the flow. */
export const outputOf = (key: string): object => shapes[key]?.output.schema as object;

/** In what a trigger did other than its declaration and its case say. */
export const triggerFaults = (trigger: Part, { results, prepared }: TriggerRun): string[] => {
  const example = trigger.examplePayload as unknown as Triggered;
  const { deliveries } = loadCase("triggers", trigger.key);
  const last = results.at(-1);
  const data = last?.payload.body.data;
  const known = Object.values(prepared ?? {}).filter((value) => typeof value === "string");
  const faults = [
    ...contradictions(outputOf(trigger.key), data),
    ...lacking(example.payload.body.data, data, "data"),
    ...((trigger.staticBranchNames ?? [undefined]).includes(last?.branch)
      ? []
      : [`branch is ${last?.branch}`]),
  ];
  if (deliveries) {
    const received = results.map(({ payload }) => payload.body.data);
    return JSON.stringify(received) === JSON.stringify(deliveries)
      ? faults
      : [...faults, `received ${inspect(received)}`];
  }
  if (last?.resultType !== "completed") faults.push("the poll found nothing");
  if (!known.some((id) => JSON.stringify(data).includes(id))) faults.push(`nothing says ${known}`);
  return faults;
};
