import type { AskedStep } from "../../../local/workbench/wire/entered";
import { shareWorkbench } from "../support/workbench";
import { runUntilEnd } from "./runUntilEnd";

const bench = shareWorkbench();

const password = "canary-of-a-box-77aa20c4e1b9";
const header = "canary-of-a-header-0d83f2c6";
const parameter = "canary-of-a-parameter-51e0";
const bearer = "Bearer canary-of-a-bearer-93b1c7";
const inTemplate = "canary-in-a-template-6f4e2d";

const response = {
  kind: "action",
  key: "createResponse",
  connections: { connection: "local" },
  form: {
    model: { value: "gpt-5.4" },
    // As a service may repeat it.
    userPrompt: { value: `Say ${password} and ${inTemplate}` },
    hostedTools: {
      value: {
        mcpServer: { value: "https://127.0.0.1:1/mcp" },
        mcpLabel: { value: "own" },
        mcpAuthorization: { value: password },
      },
    },
  },
};

const request = {
  kind: "action",
  key: "rawRequest",
  connections: { connection: "local" },
  form: {
    url: { value: "/models" },
    method: { value: "GET" },
    headers: {
      value: [
        { key: "x-team-token", value: { value: header } },
        { key: "x-other", value: { value: bearer } },
        { key: "x-plain", value: { value: "as it is" } },
      ],
    },
    queryParams: { value: [{ key: "sig", value: { value: parameter } }] },
  },
};

const askedOf = async (id: string): Promise<string> => (await bench.get(`/api/runs/${id}/asked`)).text();

/** Everything that pages are told of a run and of the requests to the local services. */
const toldOf = async (id: string): Promise<string> => {
  const exchanges = bench.workbench.exchanges
    .list()
    .exchanges.map(({ number }) => `/api/endpoint/exchanges/${number}`);
  const parts = ["", "/asked", "/result?count=200", "/events", "/attempts", "/log", "/comparison"];
  const addresses = [...parts.map((part) => `/api/runs/${id}${part}`), ...exchanges];
  const answers = await Promise.all(addresses.map(async (one) => (await bench.get(one)).text()));
  return answers.join("\n");
};

test("a secret that was typed into a step comes back in no answer, and is sent again by its form", async () => {
  const run = await runUntilEnd(bench, { ...response, isDebugging: true });
  expect(run.problem?.message ?? run.state).toBe("succeeded");
  expect(await toldOf(run.id)).not.toContain(password);
  const asked = JSON.parse(await askedOf(run.id)) as AskedStep;
  expect(asked.form["userPrompt"]).toEqual({ value: `Say (secret) and ${inTemplate}` });
  const again = await runUntilEnd(bench, asked);
  expect(again.state).toBe("succeeded");
  expect(bench.workbench.world.endpointFor().requests.at(-1)?.bodyText).toContain(
    `"authorization":"${password}"`,
  );
});

test("headers and parameters that are secret by name or form stay with the server, and others come back", async () => {
  const run = await runUntilEnd(bench, request);
  const told = await toldOf(run.id);
  for (const text of [header, parameter, bearer]) expect(told).not.toContain(text);
  expect(await askedOf(run.id)).toContain("as it is");
});
