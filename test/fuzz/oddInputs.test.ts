import { seededRandom } from "../../local/endpoint/server/seededRandom";
import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";
import component from "../../src/index";
import { quiet } from "../actions/support";
import { harness } from "../support/connector";
import { shareStarted, useLocalTrust } from "../support/hooks";
import { fuzzCases } from "./fuzzCases";
import { actionParams } from "./fuzzedSteps";
import { startFuzzWorld } from "./fuzzWorld";
import { oddInput } from "./oddInputs";
import { faultOf, outcomeInTestTime } from "./outcomeFaults";
import { absent, pick, type Random } from "./strangeValues";

type Params = Record<string, unknown>;

useLocalTrust();
const fuzzed = shareStarted(startFuzzWorld);
const paramsOf = new Map<string, Params[]>();

beforeAll(async () => {
  for (const { key } of definition.action) paramsOf.set(key, await actionParams(fuzzed, key));
});

const fieldsOf = (connection: unknown): Params => {
  const fields = (connection as { fields?: unknown } | null | undefined)?.fields;
  return typeof fields === "object" && fields !== null ? (fields as Params) : {};
};

const hasInheritedName = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  ["constructor", "__proto__"].some((name) => Object.hasOwn(value, name));

const isMember = ({ type, collection, inputs }: InputDefinition): boolean =>
  type === "structuredObject" && !collection && inputs !== undefined;

/** The fields of a connection's form; of the first form for one whose key is odd. */
const connectionInputs = (connection: unknown): InputDefinition[] | undefined => {
  const { key } = Object(connection) as { key?: unknown };
  return (definition.connection.find((form) => form.key === key) ?? definition.connection[0])?.inputs;
};

/** A connection in parts or altogether odd, as code may give it. */
const makeConnectionOdd = (params: Params, random: Random): string => {
  const place = pick(random, ["key", "configVarKey", "fields", "token", ""] as const);
  const value = oddInput(random);
  const entered = value === absent ? undefined : value;
  params["connection"] = place === "" ? entered : { ...(params["connection"] as Params), [place]: entered };
  return `connection.${place}`;
};

/** One input of the form made odd: its value, the value of one of its group, or a field of the connection. */
const makeOdd = (params: Params, inputs: readonly InputDefinition[], random: Random): string => {
  const input = pick(random, inputs);
  const { key } = input;
  if (key === "connection" && random() < 0.3) return makeConnectionOdd(params, random);
  if (key === "connection" || (isMember(input) && random() < 0.7)) {
    const members = key === "connection" ? connectionInputs(params[key]) : input.inputs;
    const fields = key === "connection" ? fieldsOf(params[key]) : {};
    if (key !== "connection") params[key] = fields;
    return `${key}.${makeOdd(fields, members ?? [], random)}`;
  }
  const value = oddInput(random);
  // The platform's library looks for the cleaner of each name in a group, and finds what every object has.
  if (value === absent || (isMember(input) && hasInheritedName(value))) delete params[key];
  else params[key] = value;
  return key;
};

interface OddCase {
  name: string;
  run(): Promise<unknown>;
}

const oddAction = ({ key, inputs }: PartDefinition, random: Random): OddCase => {
  const form = pick(random, paramsOf.get(key) ?? [{}]);
  const params: Params = {
    ...form,
    requestOptions: { maxRetries: "0" },
    connection: structuredClone(form["connection"]),
  };
  const places = [
    makeOdd(params, inputs, random),
    ...(random() < 0.3 ? [makeOdd(params, inputs, random)] : []),
  ];
  return {
    name: `${key} with odd ${places.join(" and ")}`,
    run: () => harness.action(key, params as never, quiet as never),
  };
};

fuzzCases("whatever is entered, what comes out is a result, or an error with a sentence", async (number) => {
  const action = definition.action[number % definition.action.length] as PartDefinition;
  const { name, run } = oddAction(action, seededRandom(number));
  const fault = faultOf(await outcomeInTestTime(run));
  return fault && `${name}: ${fault}`;
});

fuzzCases(
  "whatever connection a picker has, it shows choices, or an error with a sentence",
  async (number) => {
    const random = seededRandom(number);
    const key = pick(random, Object.keys(component.dataSources));
    const params: Params = { connection: fuzzed.connectionFor("dataSources", key), subscriptionId: "s1" };
    const place = makeConnectionOdd(params, random);
    const fault = faultOf(
      await outcomeInTestTime(() => harness.dataSource(key, params as never, quiet as never)),
    );
    return fault && `${key} with odd ${place}: ${fault}`;
  },
  0.2,
);
