import * as spectral from "@prismatic-io/spectral";
import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { requireContext } from "@prismatic-io/spectral/dist/serverTypes";
import type { TakenStep } from "../../../local/workbench/takeAlong/takenStep";
import { useEndpoint } from "../../support/hooks";
import { evaluateModule } from "./evaluateModule";
import { caseForms, component, fileOf, keyConnection, takenStep, textOf } from "./takenSteps";

type Perform = (context: object, params: object) => Promise<unknown>;
type Invoke = (reference: { key: string }, context: object, values: object) => unknown;
type Called = Record<string, (values: object) => Promise<unknown>>;

const inputsOf = (inputs: readonly Input[]): Record<string, object> =>
  Object.fromEntries(
    inputs.map(({ key, type, collection, default: preset }) => [
      key,
      { inputType: type, collection, default: collection && !preset ? [] : preset },
    ]),
  );

/** What the generated actions do: they look themselves up in the context of the flow. */
const performOf = (key: string) => (values: object) => {
  const { components } = requireContext() as unknown as { components: { azureOpenai: Called } };
  return components.azureOpenai[key]?.(values);
};

const partsOf = (parts: Record<string, { inputs: Input[] }>) =>
  Object.fromEntries(
    Object.entries(parts).map(([key, { inputs }]) => [
      key,
      { key, inputs: inputsOf(inputs), perform: performOf(key), dataSourceType: "picklist" },
    ]),
  );

/** A manifest as the generator writes it. */
const manifest = {
  key: component.key,
  public: false,
  signature: "0".repeat(40),
  actions: partsOf(component.actions),
  triggers: partsOf(component.triggers),
  dataSources: partsOf(component.dataSources),
  connections: partsOf(Object.fromEntries(component.connections.map((each) => [each.key, each]))),
};

interface Integration {
  actions: Record<string, { key: string; perform: Perform }>;
  codeNativeIntegrationYAML: string;
}

/** The integration that spectral makes of the text. */
const integrationOf = (step: TakenStep): Integration =>
  evaluateModule(fileOf("codeNative", step), "local/integration.ts", {
    "@prismatic-io/spectral": spectral,
    "../azure-openai-connector-manifest/src": { __esModule: true, default: manifest },
  })["default"] as Integration;

const silent = new Proxy({}, { get: () => () => undefined });

/** Runs the flow of a text, with something in the place of the platform's components. */
const run = (step: TakenStep, invoke: Invoke, configVars: Record<string, unknown>) => {
  const flow = Object.values(integrationOf(step).actions).find(({ key }) => key.endsWith("onExecution"));
  if (!flow) throw new Error("The integration has no flow.");
  return flow.perform({ logger: silent, configVars, _components: { invoke } }, {});
};

test("every form of every case gives an integration that spectral takes", () => {
  for (const kind of ["actions", "dataSources", "triggers"] as const) {
    for (const [name, key, form] of caseForms(kind)) {
      const { codeNativeIntegrationYAML: yaml } = integrationOf(takenStep(key, form, { kind }));
      expect([name, yaml]).toEqual([name, expect.stringContaining("definitionVersion: 7")]);
      if (kind !== "actions") expect([name, yaml]).toEqual([name, expect.stringContaining(`key: ${key}`)]);
    }
  }
});

test("what was entered reaches the action, booleans as such", async () => {
  const calls: unknown[] = [];
  const form = {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it must stay a text
    userPrompt: "`${1}`\\ \"' \u2028 \u0000 */",
    fallbackModels: ["a"],
    modelSettings: { stop: ["END"], streamInternally: "true" },
    budget: { tags: [{ key: "plan", value: "gold" }] },
  };
  const record: Invoke = (reference, _context, values) => {
    calls.push([reference.key, values]);
    return { data: { id: "1" } };
  };
  const configVars = { "Azure OpenAI": "the connection" };
  const result = await run(takenStep("createChatCompletion", form), record, configVars);
  expect(result).toEqual({ data: { id: "1" } });
  expect(calls).toEqual([
    [
      "createChatCompletion",
      expect.objectContaining({
        ...form,
        connection: "the connection",
        modelSettings: { stop: ["END"], streamInternally: true },
      }),
    ],
  ]);
});

describe("run against a local endpoint", () => {
  const endpoint = useEndpoint();

  it("the steps run one after the other, a result being the next one's input", async () => {
    const question = "Where was the 2020 World Series played?";
    const first = takenStep("createChatCompletion", { model: "gpt-5.4", userPrompt: question });
    const form = {
      textToSummarize: { template: "It said: {{$createChatCompletion.results.choices[0].message.content}}" },
      model: { reference: "createChatCompletion.results.model" },
      requestOptions: { maxRetries: "1", useExponentialBackoff: "false" },
    };
    const invoke: Invoke = ({ key }, context, values) =>
      component.actions[key]?.perform({ ...context, logger: silent } as never, values as never);
    const fields = { endpoint: endpoint.url, apiKey: endpoint.apiKey };
    const configVars = { "Azure OpenAI": { key: "apiKey", configVarKey: "Azure OpenAI", fields } };
    const result = await run(takenStep("summarizeText", form, { earlier: [first] }), invoke, configVars);
    expect(result).toMatchObject({ data: { summary: expect.any(String) } });
    expect(endpoint.requests[0]?.bodyText).toContain(question);
    expect(endpoint.requests[1]?.bodyText).toContain("It said: ");
  });
});

test("a secret is a configuration variable, and a list of the connection is told", () => {
  const fields = { endpoint: "https://a.example", prices: [{ key: "gpt-5.4", value: "1/2" }] };
  const connections = { connection: { ...keyConnection, fields } };
  const form = { input: "Hi", hostedTools: { mcpAuthorization: "sesame" } };
  const { parts, notes } = textOf("codeNative", takenStep("createResponse", form, { connections }));
  expect(parts[0]?.text).toContain('mcpAuthorization: String(values["MCP_AUTHORIZATION"] ?? "")');
  expect(parts[0]?.text).toContain('"MCP_AUTHORIZATION": configVar(');
  expect(notes.join(" ")).toContain("Prices of Azure OpenAI");
  expect(
    integrationOf(takenStep("createResponse", form, { connections })).codeNativeIntegrationYAML,
  ).toContain("MCP_AUTHORIZATION");
});
