import type { ActionLogger, Component, Input } from "@prismatic-io/spectral/dist/serverTypes";
import type { Operation } from "../../../local/platform/component";
import { enteredInputs } from "../../../local/platform/enteredInputs";
import { runStep } from "../../../local/platform/runStep";

const component = {
  connections: [{ key: "apiKey", inputs: [{ key: "endpoint", default: "https://default.example" }] }],
} as unknown as Component;
const connections = { connection: { key: "apiKey", fields: { apiKey: "a key" } } };
const logger = {} as ActionLogger;
const inputs: Input[] = [
  { key: "connection", type: "connection", label: "Connection" },
  { key: "count", type: "string", label: "Count", default: "3" },
  { key: "prompt", type: "text", label: "Prompt" },
];
const operationOf = (perform: Operation["perform"]): Operation => ({
  kind: "action",
  key: "someAction",
  label: "Some Action",
  description: "Does something",
  inputs,
  perform,
});

test("a step gets what was entered, the defaults of the rest, and its connection with its own", async () => {
  const operation = operationOf(async (_context, params) => ({ data: params }));
  const entered = enteredInputs(inputs, { prompt: 7 });
  const { value } = await runStep(component, { operation, entered, connections }, { logger });
  expect(value).toEqual({
    prompt: "7",
    count: "3",
    connection: {
      key: "apiKey",
      configVarKey: "Connection",
      fields: { endpoint: "https://default.example", apiKey: "a key" },
    },
  });
});

test.each([
  [
    { data: 1, contentType: "text/csv", branch: "Found" },
    { value: 1, contentType: "text/csv", branch: "Found" },
  ],
  [{ result: [{ key: "a" }] }, { value: [{ key: "a" }] }],
  [undefined, { value: null }],
])("what a step returns, %j, comes to %j", async (returned, outcome) => {
  const operation = operationOf(async () => returned);
  expect(await runStep(component, { operation, entered: {}, connections }, { logger })).toEqual(outcome);
});

test("a step is cancelled by its signal, and its error comes out as it is", async () => {
  const cancel = new AbortController();
  const operation = operationOf(async (context) => {
    cancel.abort(new Error("enough"));
    (context as unknown as { signal: AbortSignal }).signal.throwIfAborted();
  });
  const step = runStep(component, { operation, entered: {}, connections }, { logger, signal: cancel.signal });
  await expect(step).rejects.toThrow("enough");
});
