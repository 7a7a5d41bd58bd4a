import { readFileSync } from "node:fs";
import path from "node:path";
import { type Schema, Validator } from "@cfworker/json-schema";
import { type Answer, encodeAnswer } from "../../local/endpoint/server/answer";
import { parseMultipart } from "../../local/endpoint/server/parseMultipart";
import type { RecordedRequest } from "../../local/endpoint/server/recordedRequest";

const notDescribed = "no such operation in the excerpts; scripts/excerptSpecs.ts lists them";

/** The services whose OpenAPI files are at hand. */
export type Service = "azureV1" | "azureDated" | "openai";

type Schemas = Record<string, unknown>;

interface Operation {
  query: Schemas;
  requiredQuery: string[];
  request?: Schemas;
  responses: Record<string, Schemas>;
}

interface Excerpt {
  source: { file: string; version: string; sha256: string };
  operations: Record<string, Operation>;
  $defs: Schemas;
}

/** What was asked and answered. */
export interface Exchange {
  request: RecordedRequest;
  answer: Answer;
}

/** The excerpts of a service, which scripts/excerptSpecs.ts writes. */
export const excerptsOf = (service: Service): Excerpt[] =>
  JSON.parse(readFileSync(path.join(__dirname, `../fixtures/openapi/${service}.json`), "utf8")) as Excerpt[];

const excerpts: Record<Service, Excerpt[]> = {
  azureV1: excerptsOf("azureV1"),
  // No file describes the dated paths of files and batches; their objects are those of v1.
  azureDated: [...excerptsOf("azureDated"), ...excerptsOf("azureV1")],
  openai: excerptsOf("openai"),
};

const bases: ReadonlyArray<readonly [base: RegExp, service: Service]> = [
  [/^\/openai\/v1(?=\/)/, "azureV1"],
  [/^\/openai\/deployments\/[^/]+(?=\/)/, "azureDated"],
  [/^\/openai(?=\/)/, "azureDated"],
  [/^\/v1(?=\/)/, "openai"],
];

/** The service and the path below its base URL that a request is for. */
export const addressOf = ({ path: whole }: RecordedRequest): { service: Service; path: string } => {
  for (const [base, service] of bases) {
    if (base.test(whole)) return { service, path: whole.replace(base, "") };
  }
  throw new Error(`No service is at ${whole}.`);
};

const patternOf = (template: string): RegExp => new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, "[^/]+")}$`);

/** The operation that a request is for, what it is called, and the excerpt that has it. */
const findOperation = (request: RecordedRequest) => {
  const { service, path: asked } = addressOf(request);
  for (const excerpt of excerpts[service]) {
    for (const [name, operation] of Object.entries(excerpt.operations)) {
      const [method = "", template = ""] = name.split(" ");
      if (method === request.method.toLowerCase() && patternOf(template).test(asked)) {
        return { service, name, operation, excerpt };
      }
    }
  }
  return undefined;
};

const validators = new Map<unknown, Validator>();

/** Where a value is not as its schema says: the places furthest inside. */
const problemsIn = (schema: unknown, { $defs }: Excerpt, value: unknown): string[] => {
  const validator =
    validators.get(schema) ?? new Validator({ ...(schema as Schema), $defs } as Schema, "2020-12", false);
  validators.set(schema, validator);
  const { errors } = validator.validate(value);
  return errors
    .filter(({ keyword }) => !["$ref", "allOf", "properties", "items"].includes(keyword))
    .map(
      ({ instanceLocation, keyword, error }) =>
        `${instanceLocation.replaceAll(/\/\d+(?=\/|$)/g, "/*")} ${keyword}: ${error}`,
    );
};

/** A text of a query or form as the JSON that a schema speaks of. */
const jsonOf = (text: string): unknown => (/^(\d+|true|false)$/.test(text) ? JSON.parse(text) : text);

const formFields = ({ headers, bodyText }: RecordedRequest): Schemas => {
  const parts = parseMultipart(headers["content-type"] ?? "", Buffer.from(bodyText, "latin1")) ?? [];
  const fields: Schemas = {};
  for (const { name, fileName, bytes } of parts) {
    const value = fileName === undefined ? jsonOf(bytes.toString()) : bytes.toString();
    const [, group, member] = /^(\w+)\[(\w+)\]$/.exec(name) ?? [];
    if (group && member) fields[group] = { ...(fields[group] as Schemas | undefined), [member]: value };
    else fields[name] = value;
  }
  return fields;
};

const requestProblems = (request: RecordedRequest, operation: Operation, excerpt: Excerpt): string[] => {
  const query = Object.entries(request.query).flatMap(([name, text]) => {
    if (!(name in operation.query)) return [`query has ${name}`];
    return problemsIn(operation.query[name], excerpt, jsonOf(text)).map(
      (problem) => `query ${name}: ${problem}`,
    );
  });
  const missing = operation.requiredQuery.filter((name) => !(name in request.query));
  const type = request.headers["content-type"]?.split(";")[0] ?? "";
  const schema = operation.request?.[type];
  const body = type === "multipart/form-data" ? formFields(request) : request.bodyJson;
  const isBodyKnown = schema !== undefined || (operation.request === undefined && request.bodyText === "");
  return [
    ...query,
    ...missing.map((name) => `query lacks ${name}`),
    ...(isBodyKnown ? [] : [`a body of the type "${type}"`]),
    ...(schema === undefined ? [] : problemsIn(schema, excerpt, body).map((problem) => `body ${problem}`)),
  ];
};

type Answers = Operation["responses"];

/** A file may describe refusals once, for one of its operations. */
const describedRefusal = ({ operations }: Excerpt): Schemas | undefined =>
  Object.values(operations)
    .flatMap(({ responses }) => Object.entries(responses))
    .find(([status]) => Number(status) >= 400)?.[1];

const describedAnswer = (responses: Answers, status: number, excerpt: Excerpt): Schemas | undefined =>
  responses[status] ?? (status >= 400 ? (responses["default"] ?? describedRefusal(excerpt)) : undefined);

const hasProperty = (schema: unknown, name: string): boolean =>
  name in Object((schema as { properties?: Schemas }).properties);

/** The file of v1 describes the error itself, which arrives as the property of an object. */
const describedPart = (schema: unknown, body: unknown): unknown => {
  const { error } = Object(body) as { error?: unknown };
  return error !== undefined && hasProperty(schema, "code") && hasProperty(schema, "message") ? error : body;
};

const answerProblems = (answer: Answer, { responses }: Operation, excerpt: Excerpt): string[] => {
  const { bytes, contentType } = encodeAnswer(answer);
  const byType = describedAnswer(responses, answer.status, excerpt);
  if (!byType) return [`a status that is not described`];
  const type = contentType.split(";")[0] ?? "";
  if (!(type in byType)) return [`a body of the type "${type}"`];
  if (type !== "application/json") return [];
  return problemsIn(byType[type], excerpt, describedPart(byType[type], JSON.parse(bytes.toString())));
};

const jsonLinesIn = (text: string): unknown[] =>
  text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as unknown);

/** The lines of a batch's input file, each a request for a model. */
const lineProblems = ({ request, answer }: Exchange): string[] => {
  if (!request.headers["content-type"]?.startsWith("multipart/") || answer.status >= 400) return [];
  const { service } = addressOf(request);
  const { purpose, file } = formFields(request);
  // Only a batch's file has requests.
  if (purpose !== "batch") return [];
  return jsonLinesIn(String(file)).flatMap((line) => {
    const { method, url, body } = line as { method: string; url: string; body: unknown };
    const name = `${method.toLowerCase()} ${url.replace(/^\/v1/, "")}`;
    const excerpt = excerpts[service].find(({ operations }) => name in operations);
    const schema = excerpt?.operations[name]?.request?.["application/json"];
    if (!excerpt || schema === undefined) return [`${service} ${name}: ${notDescribed}`];
    return problemsIn(schema, excerpt, body).map((problem) => `${service} ${name}, line: ${problem}`);
  });
};

/** The lines of a batch's output file, each with what the model answered or why it was refused. */
const resultProblems = ({ request, answer }: Exchange): string[] => {
  const { service, path: asked } = addressOf(request);
  if (!/^\/files\/[^/]+\/content$/.test(asked) || answer.status >= 400) return [];
  const name = "post /chat/completions";
  const excerpt = excerpts[service].find(({ operations }) => name in operations);
  const content = encodeAnswer(answer).bytes.toString();
  // The metrics of a training are a table.
  if (!content.startsWith("{")) return [];
  return jsonLinesIn(content).flatMap((line) => {
    const { response } = line as { response?: { status_code: number; body: unknown } };
    const described = excerpt?.operations[name];
    if (!response || !described) return [];
    const result = { status: response.status_code, body: response.body };
    return answerProblems(result, described, excerpt).map(
      (problem) => `${service} ${name}, result: ${problem}`,
    );
  });
};

/** In what an exchange is other than the service's OpenAPI file says; a refused request need not fit. */
export const specProblems = (exchange: Exchange): string[] => {
  const { request, answer } = exchange;
  const found = findOperation(request);
  const { service, path: asked } = addressOf(request);
  const method = request.method.toLowerCase();
  if (!found) return [`${service} ${method} ${asked.replace(/[^/]*\d[^/]*$/, "*")}: ${notDescribed}`];
  const { name, operation, excerpt } = found;
  const sent = answer.status < 400 ? requestProblems(request, operation, excerpt) : [];
  return [
    ...sent.map((problem) => `${service} ${name}, request: ${problem}`),
    ...answerProblems(answer, operation, excerpt).map(
      (problem) => `${service} ${name}, answer ${answer.status}: ${problem}`,
    ),
    ...lineProblems(exchange),
    ...resultProblems(exchange),
  ];
};
