import type { RecordedRequest } from "../../local/endpoint/server/recordedRequest";
import { operationExcerpt } from "../../scripts/openapi/operationExcerpt";
import { SchemaExcerpt } from "../../scripts/openapi/schemaExcerpt";
import { excerptsOf, specProblems } from "./serviceSpecs";

const services = ["azureV1", "azureDated", "openai"] as const;

test.each(services)("the excerpt of %s says of which file it is", (service) => {
  for (const { source, operations } of excerptsOf(service)) {
    expect(source).toEqual({
      file: expect.stringMatching(/\.(json|yaml)$/),
      version: expect.stringMatching(/./),
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(Object.keys(operations).length).toBeGreaterThan(0);
  }
});

const schemas = {
  Tree: {
    type: "object",
    description: "A tree.",
    properties: {
      description: { type: "string", description: "Of the tree.", nullable: true },
      kind: { $ref: "#/components/schemas/Kind" },
      branches: { type: "array", items: { $ref: "#/components/schemas/Tree" } },
    },
    "x-order": 1,
  },
  Kind: { type: "string", enum: ["description", "title"] },
  Other: { type: "string" },
};

test("an excerpt has what is referred to, in circles as well, without its prose", () => {
  const excerpt = new SchemaExcerpt(schemas);
  expect(excerpt.take({ $ref: "#/components/schemas/Tree" })).toEqual({ $ref: "#/$defs/Tree" });
  expect(excerpt.definitions).toEqual({
    Kind: { type: "string", enum: ["description", "title"] },
    Tree: {
      type: "object",
      properties: {
        description: { anyOf: [{ type: "string" }, { type: "null" }] },
        kind: { $ref: "#/$defs/Kind" },
        branches: { type: "array", items: { $ref: "#/$defs/Tree" } },
      },
    },
  });
});

test("an operation keeps the query, the body and the answers, wherever the file has them", () => {
  const limit = { name: "limit", in: "query", required: true, schema: { type: "integer", title: "Limit" } };
  const file = {
    paths: {
      "/trees": {
        parameters: [{ $ref: "#/components/parameters/limit" }, { name: "id", in: "path" }],
        post: {
          requestBody: { content: { "application/json": { schema: { $ref: "#/components/schemas/Kind" } } } },
          responses: { 200: { $ref: "#/components/responses/done" } },
        },
      },
    },
    components: {
      parameters: { limit },
      responses: { done: { content: { "text/plain": { schema: { type: "string" } } } } },
    },
  };
  expect(operationExcerpt(file, ["post", "/trees"], new SchemaExcerpt(schemas))).toEqual({
    query: { limit: { type: "integer" } },
    requiredQuery: ["limit"],
    request: { "application/json": { $ref: "#/$defs/Kind" } },
    responses: { 200: { "text/plain": { type: "string" } } },
  });
  expect(operationExcerpt(file, ["get", "/trees"], new SchemaExcerpt(schemas))).toBeUndefined();
});

const request = (method: string, path: string, more: Partial<RecordedRequest> = {}): RecordedRequest => {
  const headers = { "content-type": "application/json" };
  return { method, path, query: {}, headers, bodyText: "", atMs: 0, status: 200, ...more };
};

const asked = (body: unknown) => ({ bodyText: JSON.stringify(body), bodyJson: body });
const question = { model: "gpt-5.4", messages: [{ role: "user", content: "Hello" }] };
const refusal = { error: { message: "No", type: "invalid_request_error", param: null, code: null } };

test.each<[what: string, request: RecordedRequest, status: number, body: unknown, problem: RegExp]>([
  ["a path that there is not", request("GET", "/v1/trees"), 200, {}, /get \/trees: no such operation/],
  [
    "a query that there is not",
    request("GET", "/v1/files", { query: { size: "1" } }),
    200,
    {},
    /get \/files, request: query has size$/,
  ],
  [
    "a value of a query",
    request("GET", "/v1/files", { query: { limit: "x" } }),
    200,
    {},
    /query limit: # type/,
  ],
  [
    "a field of a body",
    request("POST", "/v1/chat/completions", asked({ ...question, temperature: "hot" })),
    200,
    {},
    /request: body #\/temperature/,
  ],
  [
    "a body that has to be there",
    request("POST", "/openai/v1/chat/completions", { headers: {} }),
    200,
    {},
    /request: a body of the type ""/,
  ],
  [
    "an answer",
    request("POST", "/openai/v1/chat/completions", asked(question)),
    200,
    { id: 5 },
    /answer 200: #\/id type/,
  ],
  ["a status", request("GET", "/openai/v1/models"), 202, {}, /answer 202: a status that is not described/],
  [
    "an item of a refusal",
    request("GET", "/openai/v1/models"),
    400,
    { error: { ...refusal.error, message: 5 } },
    /answer 400: #\/message type/,
  ],
])("%s other than the service's is found", (_what, asking, status, body, problem) => {
  expect(specProblems({ request: asking, answer: { status, body } })).toContainEqual(
    expect.stringMatching(problem),
  );
});

test("what a line of a batch asks other than the service's file says is found", () => {
  const body = { ...question, temperature: "hot" };
  const line = JSON.stringify({ custom_id: "1", method: "POST", url: "/v1/chat/completions", body });
  const parts = [`"purpose"\r\n\r\nbatch`, `"file"; filename="a.jsonl"\r\n\r\n${line}`];
  const opened = parts.map((part) => `--b\r\ncontent-disposition: form-data; name=${part}\r\n`);
  const form = {
    bodyText: `${opened.join("")}--b--`,
    headers: { "content-type": "multipart/form-data; boundary=b" },
  };
  const uploaded = { request: request("POST", "/v1/files", form), answer: { status: 200, body: {} } };
  expect(specProblems(uploaded)).toContainEqual(expect.stringMatching(/line: #\/temperature/));
});

test("what a line of a batch's results has other than the service's file says is found", () => {
  const line = JSON.stringify({
    custom_id: "1",
    response: { status_code: 200, body: { id: 5 } },
    error: null,
  });
  const answer = { status: 200, body: Buffer.from(`${line}\n`) };
  const problems = specProblems({ request: request("GET", "/openai/v1/files/file-1/content"), answer });
  expect(problems).toContainEqual(expect.stringMatching(/result: #\/id type/));
});

test("a refusal as the services have it is not a difference", () => {
  for (const path of ["/v1/chat/completions", "/openai/v1/chat/completions"]) {
    const exchange = { request: request("POST", path), answer: { status: 400, body: refusal } };
    expect(specProblems(exchange)).toEqual([]);
  }
});

test.each([
  [
    { type: "number", minimum: 0, exclusiveMinimum: true },
    { type: "number", exclusiveMinimum: 0 },
  ],
  [
    { type: "number", minimum: 0 },
    { type: "number", minimum: 0 },
  ],
  [
    { type: "number", exclusiveMinimum: 2 },
    { type: "number", exclusiveMinimum: 2 },
  ],
])("an excerpt of %j has the bounds of newer schemas", (schema, expected) => {
  expect(new SchemaExcerpt({}).take(schema)).toEqual(expected);
});
