import type { LocalEndpoint } from "../../local/endpoint";
import { seededRandom } from "../../local/endpoint/seededRandom";
import {
  definition,
  type InputDefinition,
  type PartDefinition,
} from "../../scripts/documentation/definition";
import { connectionTo, quiet, startEndpoint } from "../actions/support";
import { harness } from "../support/connector";
import { TestClock } from "../support/testClock";
import { actionParams, preparedIds } from "./fuzzedSteps";
import { fuzzSettings } from "./fuzzSettings";
import { oddInput } from "./oddInputs";
import { faultOf, outcomeOf } from "./outcomeFaults";
import { absent, pick, type Random } from "./strangeValues";

jest.setTimeout(24 * 60 * 60_000);

type Params = Record<string, unknown>;

let endpoint: LocalEndpoint;
let paramsOf: Record<string, Params[]>;

beforeAll(async () => {
  endpoint = await startEndpoint({ batches: { durationMs: 0 } });
  paramsOf = actionParams(await preparedIds(endpoint));
});

afterAll(() => endpoint.close());

const isMember = ({ type, collection, inputs }: InputDefinition): boolean =>
  type === "structuredObject" && !collection && inputs !== undefined;

/** One input of the form made odd: its value, the value of one of its group, or a field of the connection. */
const makeOdd = (params: Params, inputs: readonly InputDefinition[], random: Random): string => {
  const input = pick(random, inputs);
  const { key } = input;
  if (key === "connection" || (isMember(input) && random() < 0.7)) {
    const members = key === "connection" ? definition.connection[0]?.inputs : input.inputs;
    const fields = key === "connection" ? (params[key] as { fields: Params }).fields : {};
    if (key !== "connection") params[key] = fields;
    return `${key}.${makeOdd(fields, members ?? [], random)}`;
  }
  const value = oddInput(random);
  if (value === absent) delete params[key];
  else params[key] = value;
  return key;
};

interface OddCase {
  name: string;
  run(): Promise<unknown>;
}

const oddAction = ({ key, inputs }: PartDefinition, random: Random): OddCase => {
  const connection = connectionTo(endpoint.url);
  const form = pick(random, paramsOf[key] ?? [{}]);
  const params: Params = {
    ...form,
    requestOptions: { maxRetries: "0" },
    connection: structuredClone(connection),
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

const mostFaults = 20;

test("whatever is entered, what comes out is a result, or an error with a sentence", async () => {
  const faults: string[] = [];
  const { cases, seed } = fuzzSettings;
  for (let number = seed; number < seed + cases && faults.length < mostFaults; number += 1) {
    const random = seededRandom(number);
    const action = definition.action[number % definition.action.length] as PartDefinition;
    const { name, run } = oddAction(action, random);
    const clock = new TestClock();
    const fault = faultOf(await outcomeOf(run));
    clock.restore();
    if (fault) faults.push(`seed ${number}, ${name}: ${fault}`);
  }
  expect(faults).toEqual([]);
});
