import { takeAlong } from "../../../local/workbench/takeAlong/takeAlong";
import type { TakenExchange, TakenStep } from "../../../local/workbench/takeAlong/takenStep";
import { component, takenStep } from "./takenSteps";

const secretOf = (name: string): string => `sesame-${name}-7f1c0aB9`;

/** Everything that is told of a step, notes included. */
const everything = (step: TakenStep, secrets: readonly string[] = []): string =>
  JSON.stringify(takeAlong(component, step, { secrets }));

const exchange: TakenExchange = {
  method: "POST",
  url: `https://user:${secretOf("user")}@a.example/v1/files?subscription-key=${secretOf("query")}&x=1`,
  headers: {
    authorization: `Bearer ${secretOf("bearer")}`,
    "api-key": secretOf("key"),
    "x-portkey-config": secretOf("config"),
    accept: `Bearer ${secretOf("accept")}`,
    "content-type": "application/json",
  },
  body: JSON.stringify({ tools: [{ type: "mcp", authorization: secretOf("body") }], input: "Hi" }),
};

test.each(component.connections.map((connection) => [connection.key, connection] as const))(
  "no secret of the connection %s is told",
  (key, { inputs }) => {
    const passwords = inputs.filter(({ type }) => type === "password").map((input) => input.key);
    const row = (name: string) => [{ key: name, value: secretOf(name) }];
    const fields = {
      ...Object.fromEntries(passwords.map((name) => [name, secretOf(name)])),
      endpoint: `https://me:${secretOf("endpoint")}@a.example/?code=${secretOf("code")}`,
      extraHeaders: [...row("Authorization"), ...row("x-custom-routing")],
      extraQuery: [...row("sig"), ...row("code")],
      unheardOfSecret: secretOf("unknown"),
    };
    const connection = { key, fields, secretFields: [] };
    const connections = { connection, fallbackConnection: connection };
    const step = takenStep(
      "createChatCompletion",
      { userPrompt: "Hi" },
      { connections, exchanges: [exchange] },
    );
    const told = everything(step);
    expect(passwords.length).toBeGreaterThan(0);
    expect(told).not.toContain("sesame");
    expect(told).toContain("a.example");
  },
);

test.each([
  ["headers", [{ key: "Authorization", value: secretOf("a") }]],
  ["headers", [{ key: "x-functions-key", value: secretOf("b") }]],
  ["headers", [{ key: "x-route", value: secretOf("c") }]],
  ["headers", [{ key: "x-words", value: "sesame-lowercase-words-and-1" }]],
  ["headers", [{ key: "x-other", value: `Basic ${secretOf("d")}` }]],
  ["headers", [{ key: "cookie", value: { template: `session=${secretOf("e")}; {{$first.results.id}}` } }]],
  ["queryParams", [{ key: "code", value: secretOf("f") }]],
  ["url", `/v1/models?api_key=${secretOf("g")}&x=1`],
  ["url", { template: `/v1/{{$first.results.id}}?sig=${secretOf("h")}` }],
  [
    "data",
    JSON.stringify({
      auth: { token: secretOf("i") },
      list: [{ name: "Authorization", value: secretOf("j") }],
    }),
  ],
  ["data", `curl -H "Authorization: Bearer ${secretOf("k")}"`],
])("no secret in %s of Raw Request is told: %j", (key, value) => {
  expect(everything(takenStep("rawRequest", { method: "POST", [key]: value }))).not.toContain("sesame");
});

test("no secret in a form is told", () => {
  const operation = {
    kind: "action" as const,
    ...{ key: "listModels", label: "List Models" },
    inputs: [{ key: "word", type: "password", label: "Word" }],
  };
  const entered = { word: { value: "sesame" } };
  expect(everything(takenStep("listModels", {}, { operation, entered, connections: {} }))).not.toContain(
    "sesame",
  );
  const webhook = takenStep("webhook", { signingSecret: secretOf("signing") }, { kind: "triggers" });
  expect(everything(webhook)).not.toContain("sesame");
  const hostedTools = { mcpServer: "https://mcp.example.com", mcpAuthorization: secretOf("mcp") };
  const response = takenStep("createResponse", { input: "Hi", hostedTools });
  expect(everything(response)).not.toContain("sesame");
  expect(everything(takenStep("createResponse", { input: "Hi" }, { earlier: [response] }))).not.toContain(
    "sesame",
  );
});

test("what is known to be secret is told nowhere, wherever it stands", () => {
  const known = "plain words that are a passphrase";
  const form = {
    userPrompt: `Say ${known}.`,
    systemPrompt: { template: `${known} {{$first.results.${known}}}` },
    fallbackModels: [known],
    budget: { tags: [{ key: known, value: known }] },
  };
  const exchanges = [{ ...exchange, url: `https://a.example/${encodeURI("x")}${known}`, body: known }];
  const told = everything(takenStep("createChatCompletion", form, { exchanges }), [known]);
  expect(told).not.toContain(known);
  expect(told).toContain("(secret)");
  expect(told).toContain("Put a secret in the place of each (secret).");
});

test("what is no secret stays", () => {
  const headers = [
    { key: "x-ms-client-request-id", value: "7f1c" },
    { key: "authorization", value: { template: "Bearer {{$first.results.token}}" } },
  ];
  const queryParams = [{ key: "purpose", value: "batch" }];
  const told = everything(
    takenStep("rawRequest", { method: "GET", headers, queryParams, url: "/v1/files?limit=20" }),
  );
  expect(told).toContain("7f1c");
  expect(told).toContain("Bearer {{$first.results.token}}");
  expect(told).toContain("limit=20");
  expect(told).not.toContain("(secret)");
});
