import { loadCase } from "../../local/cases/loadCase";
import { type ConnectionKind, startCaseWorld, waysToConnect } from "../../local/cases/world";
import { stepParams } from "../../local/platform/stepParams";
import { shareStarted, useLocalTrust, useShortWaits } from "../support/hooks";
import { type CaseRun, formsOf, type NamedForm, runForm } from "./caseRuns";
import { contradictions, exampleOf, fallbackPlaceIn, promisedBy, schemaOf, unfitness } from "./fit";
import { callSource } from "./partCalls";
import { partsOf } from "./parts";

useLocalTrust();
useShortWaits();
const world = shareStarted(() => startCaseWorld());

/** The ways to connect that an action is tried with, the first one alone where one will do. */
const connectionsOf = (key: string): ConnectionKind[] =>
  waysToConnect(["v1", "dated", "openai"], loadCase("actions", key).needs);
const actions = Object.entries(partsOf("actions"));

const runs = new Map<string, Promise<CaseRun>>();

/** What came of each form of a case. */
const runsOf = (key: string): Promise<CaseRun[]> => {
  const [connection = "v1"] = connectionsOf(key);
  return Promise.all(formsOf("actions", key).map((form) => runOf(connection, key, form)));
};

/** What came of a form, which is run once with each connection. */
const runOf = (connection: ConnectionKind, key: string, [name, form]: NamedForm): Promise<CaseRun> => {
  const place = `${connection} ${key} ${name}`;
  const run = runs.get(place) ?? runForm({ call: callSource, world, connection }, "actions", key, form);
  runs.set(place, run);
  return run;
};

describe.each(actions)("%s", (key, action) => {
  test.each(formsOf("actions", key))("answers as it is declared: %s", async (...form) => {
    for (const connection of connectionsOf(key)) {
      const { data } = await runOf(connection, key, form);
      expect([connection, unfitness(action, form[1], data)]).toEqual([connection, []]);
    }
  });

  test("bills the tokens and the cost that it tells", async () => {
    for (const { data } of await runsOf(key)) {
      const { usageRecord, tokens, cost } = Object(data);
      if (usageRecord && tokens !== undefined) expect(usageRecord).toMatchObject({ tokens, cost });
    }
  });

  test("leaves out for some forms what its case says that it does, and not for all", async () => {
    const answers = await runsOf(key);
    for (const name of loadCase("actions", key).sometimes ?? []) {
      const present = answers.map(({ data }) => name in Object(data));
      expect([name, new Set(present)]).toEqual([name, new Set([true, false])]);
    }
  });

  test("is run by the designer to show an example where that changes nothing and costs nothing", async () => {
    const answers = await runsOf(key);
    const sent = answers.flatMap(({ requests, managed }) => [...requests, ...managed]);
    const isRead = sent.every(({ method, status = 0 }) => method === "GET" || status >= 400);
    expect(action.performSafety).toBe(isRead ? "SAFE" : "NOT_ALLOWED");
    expect(sent.length > 0).toBe(action.inputs.some(({ type }) => type === "connection"));
  });

  test("shows as an example what its example run gives before a connection is chosen", async () => {
    const params = stepParams(action.inputs, loadCase("actions", key).required);
    expect(await action.examplePerform?.({}, params)).toStrictEqual(action.examplePayload);
  });

  test("has an example that survives publishing, which writes it as JSON", () => {
    const data = exampleOf(action);
    expect(data).toBeDefined();
    const published: unknown = JSON.parse(JSON.stringify(data));
    if (Buffer.isBuffer(data)) expect(published).toEqual(data.toJSON());
    else expect(Object.keys(published as object)).toEqual(Object.keys(data as object));
  });

  test("has an example that fits its schema and has all that the schema promises", () => {
    const type = action.allowsBranching ? "branchingOutput" : "actionOutput";
    expect(action.outputSchema?.type).toBe(action.dynamicBranchInput ? undefined : type);
    expect(contradictions(schemaOf(action), exampleOf(action))).toEqual([]);
    expect(Object.keys(exampleOf(action) as object)).toEqual(expect.arrayContaining(promisedBy(action)));
    expect(Object(fallbackPlaceIn(exampleOf(action)))).not.toHaveProperty("fallback");
  });

  test("has a schema for each of its branches, and an example for one", () => {
    const { branchSchemas, branch } = { ...action.outputSchema, ...action.examplePayload } as {
      branchSchemas?: Array<{ name: string; schema: string }>;
      branch?: string;
    };
    // The platform takes no schemas where an input names the branches.
    const named = action.dynamicBranchInput ? undefined : action.staticBranchNames;
    expect(branchSchemas?.map(({ name }) => name)).toEqual(named);
    const shown = branchSchemas?.find(({ name }) => name === branch);
    expect(shown === undefined).toBe(named === undefined);
    if (shown) expect(contradictions(JSON.parse(shown.schema), exampleOf(action))).toEqual([]);
  });

  test("promises properties, unless its data is whatever the service sends", () => {
    const schema = schemaOf(action);
    if (schema.type === undefined) expect(schema).toEqual({ description: expect.any(String) });
    else expect(promisedBy(action).length).toBeGreaterThan(2);
  });
});

describe.each(actions.filter(([, { inputs }]) => inputs.some(({ key }) => key === "fallbackModels")))(
  "%s",
  (key, action) => {
    test("says which of its deployments answered, as its schema has it", async () => {
      const form = formsOf("actions", key).find(([, entered]) => "fallbackModels" in entered);
      if (!form) throw new Error(`The case of ${key} has no form with Fallback Models.`);
      const { data } = await runOf("v1", key, form);
      expect(fallbackPlaceIn(data)).toHaveProperty("fallback.answeredBy.deployment");
      expect(JSON.stringify(schemaOf(action))).toContain('"answeredBy"');
    });
  },
);
