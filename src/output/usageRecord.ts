import { clock } from "../client/clock";
import type { Client } from "../client/createClient";
import { fieldsOf, isObject } from "../text/isObject";
import { isoSeconds } from "../text/isoSeconds";
import type { PricesInput } from "../text/UsageCounter";
import {
  described,
  listOf,
  number,
  type Of,
  objectOf,
  openObject,
  type Shape,
  text,
  withProperties,
} from "./shape";
import { usageProperties } from "./usage";

/** Shape of the usage record. */
const usageRecordShape = described(
  "What to bill, and whom",
  objectOf({
    action: text(),
    models: described("The deployments that answered", listOf(text())),
    calls: number("Answers, repairs and parts included"),
    ...usageProperties,
    tags: described(
      "customer, instance, flow, step, execution, and the builder's",
      openObject<Record<string, string>>(),
    ),
    startedAt: text(),
    endedAt: text(),
  }),
);

/** What a step used, for whom, and when. */
export type UsageRecord = Of<typeof usageRecordShape>;

const longestTag = 256;

/** Who the step is run for, as the platform says: each is left out where it does not. */
const tagsOf = (context: object): Record<string, string> => {
  const { customer, instance, flow, executionFrame, stepId, executionId } = fieldsOf(context);
  const tags: Record<string, string> = {};
  const add = (name: string, ...values: readonly unknown[]): void => {
    const value = values.find((text): text is string => typeof text === "string" && text !== "");
    if (value !== undefined) tags[name] = value.slice(0, longestTag);
  };
  add("customer", fieldsOf(customer)["externalId"], fieldsOf(customer)["id"]);
  add("instance", fieldsOf(instance)["id"]);
  add("flow", fieldsOf(flow)["name"]);
  add("step", fieldsOf(executionFrame)["stepName"], stepId);
  add("execution", executionId);
  return tags;
};

/** Builder's texts may hold a key that was pasted by mistake. */
const redactTexts = <Value>(value: Value, redact: (text: string) => string): Value => {
  if (typeof value === "string") return redact(value) as Value;
  if (Array.isArray(value)) return value.map((entry) => redactTexts(entry, redact)) as Value;
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [redact(name), redactTexts(entry, redact)]),
  ) as Value;
};

/** What a step's record is made of. */
interface RecordedStep {
  client: Client;
  context: object;
  startedAtMs: number;
  prices: PricesInput;
  tags: ReadonlyArray<readonly [name: string, value: string]> | undefined;
}

/** Makes the record of a step that ended, however it did, and logs it on one line. It has no text of a prompt. */
export const recordUsage = ({
  client,
  context,
  startedAtMs,
  prices,
  tags = [],
}: RecordedStep): UsageRecord => {
  const { usage, logger, action, redact } = client;
  const made: UsageRecord = {
    action,
    models: usage.models,
    calls: usage.counter.answers,
    ...usage.counter.shown(prices),
    tags: { ...tagsOf(context), ...Object.fromEntries(tags) },
    startedAt: isoSeconds(startedAtMs),
    endedAt: isoSeconds(clock.now()),
  };
  const texts = [...made.models, ...Object.entries(made.tags).flat()].join("\n");
  const record = redact(texts) === texts ? made : redactTexts(made, redact);
  logger.info(`Usage: ${JSON.stringify(record)}`);
  return record;
};

/** Example of the record. */
const exampleUsageRecord: UsageRecord = {
  action: "Create Chat Completion",
  models: ["gpt-5.4"],
  calls: 1,
  tokens: { input: 27, cachedInput: 0, output: 14, reasoning: 0 },
  cost: { input: 0.00003375, output: 0.00014, total: 0.00017375 },
  tags: { customer: "acme", flow: "Answer Tickets", step: "Draft an Answer", plan: "gold" },
  startedAt: "2026-11-21T08:00:00Z",
  endedAt: "2026-11-21T08:00:02Z",
};

/** An object with its record behind the cost, so that the service's own properties stay behind the connector's. */
const behindCost = (object: object, usageRecord: unknown): object => {
  const fields = object as Readonly<Record<string, unknown>>;
  const whole: Record<string, unknown> = {};
  for (const name of Object.keys(fields)) {
    whole[name] = fields[name];
    if (name === "cost") whole["usageRecord"] = usageRecord;
  }
  whole["usageRecord"] = usageRecord;
  return whole;
};

/** The shape of a step's data with its usage record. */
export const withRecordShape = <Data>(data: Shape<Data>): Shape<Data> =>
  withProperties(data, (properties) => behindCost(properties, usageRecordShape.schema));

/** A step's data with its usage record; as an example, with an example of one. */
export const withRecord = <Data>(data: Data, record: UsageRecord = exampleUsageRecord): Data =>
  behindCost(Object(data), record) as Data;
