import { parse } from "yaml";
import { caseForms, component, fileOf, keyConnection, takenStep, textOf } from "./takenSteps";

interface Integration {
  definitionVersion: number;
  requiredConfigVars: Array<{ key: string; inputs: Record<string, unknown>; [name: string]: unknown }>;
  configPages: Array<{ elements: Array<{ value: string }> }>;
  flows: Array<{ steps: Array<{ name: string; inputs: Record<string, unknown>; [name: string]: unknown }> }>;
}

const integrationOf = (text: string): Integration => parse(text, { strict: true }) as Integration;

const component0 = { isPublic: false, key: "azure-openai", version: "LATEST" };

test("an action stands behind a trigger, its connection in a configuration variable", () => {
  const text = fileOf(
    "lowCode",
    takenStep("createChatCompletion", { userPrompt: "Hello: #1\n- 'x'", fallbackModels: ["a", "b"] }),
  );
  const { definitionVersion, requiredConfigVars, configPages, flows } = integrationOf(text);
  expect(definitionVersion).toBe(7);
  expect(requiredConfigVars).toMatchObject([
    {
      key: "Azure OpenAI",
      dataType: "connection",
      connection: { key: "apiKey", component: component0 },
      inputs: {
        endpoint: { type: "value", value: "https://my-resource.openai.azure.com" },
        apiKey: { type: "value", value: "" },
      },
    },
  ]);
  expect(configPages[0]?.elements).toEqual([{ type: "configVar", value: "Azure OpenAI" }]);
  const [trigger, step] = flows[0]?.steps ?? [];
  expect(trigger?.["isTrigger"]).toBe(true);
  expect(step).toMatchObject({
    name: "Create Chat Completion",
    action: { key: "createChatCompletion", component: component0 },
    inputs: {
      connection: { type: "configVar", value: "Azure OpenAI" },
      userPrompt: { type: "value", value: "Hello: #1\n- 'x'" },
      fallbackModels: {
        type: "complex",
        value: [
          { type: "value", value: "a" },
          { type: "value", value: "b" },
        ],
      },
    },
  });
});

test("references, templates and pairs have the platform's forms, and earlier steps stand before", () => {
  const first = takenStep("createChatCompletion", { userPrompt: "Hi" });
  const second = takenStep(
    "rawRequest",
    {
      method: "POST",
      data: { reference: "createChatCompletion.results.choices[0].message" },
      url: { template: "/v1/{{$createChatCompletion.results.id}}" },
      headers: [{ key: "x-order", value: { reference: "createChatCompletion.results.id" } }],
    },
    { earlier: [first] },
  );
  const { flows, requiredConfigVars } = integrationOf(fileOf("lowCode", second));
  expect(requiredConfigVars).toHaveLength(1);
  expect(flows[0]?.steps.map(({ name }) => name)).toEqual([
    "Trigger",
    "Create Chat Completion",
    "Raw Request",
  ]);
  expect(flows[0]?.steps[2]?.inputs).toMatchObject({
    data: { type: "reference", value: "createChatCompletion.results.choices[0].message" },
    url: { type: "template", value: "/v1/{{$createChatCompletion.results.id}}" },
    headers: {
      type: "complex",
      value: [{ name: "x-order", type: "reference", value: "createChatCompletion.results.id" }],
    },
  });
});

test("a group stands in a comment, whatever is in it", () => {
  const form = { userPrompt: "Hi", modelSettings: { seed: "42\nsteps: []", stop: ["END"] } };
  const text = textOf("lowCode", takenStep("createChatCompletion", form));
  expect(text.notes.join(" ")).toContain("Groups stand as comments");
  const yaml = text.parts[0]?.text ?? "";
  expect(yaml).toMatch(
    /# Model Settings, a group, to be entered in the designer:\n(\s*# .*\n)*\s*# {3}Seed: 42 steps: \[\]\n/,
  );
  expect(integrationOf(yaml).flows[0]?.steps[1]?.inputs).not.toHaveProperty("modelSettings");
});

test("a polling trigger has a schedule, and a data source is a configuration variable", () => {
  const trigger = integrationOf(
    fileOf("lowCode", takenStep("batchFinished", { statuses: ["completed"] }, { kind: "triggers" })),
  );
  expect(trigger.flows[0]?.steps).toMatchObject([
    { isTrigger: true, schedule: { type: "value" }, action: { key: "batchFinished" } },
  ]);
  const webhook = integrationOf(fileOf("lowCode", takenStep("webhook", {}, { kind: "triggers" })));
  expect(webhook.flows[0]?.steps[0]).not.toHaveProperty("schedule");
  const choice = integrationOf(
    fileOf("lowCode", takenStep("selectFile", { purpose: "batch" }, { kind: "dataSources" })),
  );
  expect(choice.requiredConfigVars[1]).toMatchObject({
    key: "Select File",
    dataType: "picklist",
    dataSource: { key: "selectFile", component: component0 },
    inputs: {
      connection: { type: "configVar", value: "Azure OpenAI" },
      purpose: { type: "value", value: "batch" },
    },
  });
});

test("two connections are two variables, and key-value fields are complex", () => {
  const other = {
    key: "entraToken",
    fields: { endpoint: "https://b.example", prices: [{ key: "a", value: "1/2" }] },
    secretFields: ["accessToken"],
  };
  const step = takenStep(
    "createChatCompletion",
    { userPrompt: "Hi" },
    { connections: { connection: keyConnection, fallbackConnection: other } },
  );
  const text = textOf("lowCode", step);
  const { requiredConfigVars } = integrationOf(text.parts[0]?.text ?? "");
  expect(requiredConfigVars.map(({ key }) => key)).toEqual(["Azure OpenAI", "Azure OpenAI Fallback"]);
  expect(requiredConfigVars[1]?.inputs).toMatchObject({
    prices: { type: "complex", value: [{ name: "a", type: "value", value: "1/2" }] },
  });
  expect(text.notes).toContain("Fill in Access Token of Azure OpenAI Fallback.");
});

test("every form of every case gives a file that can be read, each input of it once", () => {
  for (const kind of ["actions", "dataSources", "triggers"] as const) {
    for (const [name, key, form] of caseForms(kind)) {
      const { flows, requiredConfigVars } = integrationOf(fileOf("lowCode", takenStep(key, form, { kind })));
      const inputs =
        kind === "dataSources" ? requiredConfigVars.at(-1)?.inputs : flows[0]?.steps.at(-1)?.inputs;
      const flat = component[kind][key]?.inputs.filter((input) => input.type !== "structuredObject") ?? [];
      const expected = flat
        .filter((input) => input.key in form || (input.key === "connection" && input.required))
        .map((input) => input.key);
      expect([name, Object.keys(inputs ?? {}).toSorted()]).toEqual([name, expected.toSorted()]);
    }
  }
});
