import { loadCase } from "../../local/cases/loadCase";
import { stepParams } from "../../local/platform/stepParams";
import { connectionTo } from "../actions/support";
import { run, silentLogger } from "../support/connector";
import { shareServer } from "../support/hooks";
import { partsOf } from "./parts";

const server = shareServer();
const actions = Object.entries(partsOf("actions"));
const hasConnection = ([, { inputs }]: (typeof actions)[number]): boolean =>
  inputs.some(({ type }) => type === "connection");

const runSimulated = async (key: string, action: (typeof actions)[number][1]) => {
  const said: unknown[] = [];
  const entered = stepParams(action.inputs, loadCase("actions", key).required);
  const result = await run(
    key,
    { ...entered, connection: connectionTo(server.url) },
    {
      isSimulatedTestExecution: true,
      logger: { ...silentLogger, info: (text: unknown) => said.push(text) },
    },
  );
  return { result, said };
};

describe("a test run with simulated data", () => {
  test.each(actions.filter(hasConnection))(
    "%s answers with its example, sends nothing and says so",
    async (key, action) => {
      const { result, said } = await runSimulated(key, action);
      expect(result).toEqual(action.examplePayload);
      expect(server.requests).toEqual([]);
      expect(said).toEqual([
        `${action.display.label}: this is a simulated test run. The answer is the example; nothing was sent.`,
      ]);
    },
  );

  test.each(actions.filter((entry) => !hasConnection(entry)))(
    "%s has no connection, and does its work",
    async (key, action) => {
      const { said } = await runSimulated(key, action);
      expect([said, action.performSafety]).toEqual([[], "SAFE"]);
    },
  );
});

test("a branch is one of the step's own", async () => {
  const result = await run(
    "classifyTextBranch",
    {
      connection: connectionTo(server.url),
      text: "Is it Billing?",
      categories: [
        { key: "Sales", value: "" },
        { key: "Support", value: "" },
      ],
    },
    { isSimulatedTestExecution: true },
  );
  expect(result).toMatchObject({ branch: "Sales", data: { category: "Sales", categories: ["Sales"] } });
  expect(server.requests).toEqual([]);
});

test("a run with real data asks the service", async () => {
  server.script({ body: { object: "list", data: [] } });
  await run("listModels", { connection: connectionTo(server.url) }, { isSimulatedTestExecution: false });
  expect(server.requests).toHaveLength(1);
});
