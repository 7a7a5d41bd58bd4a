import OpenAI from "openai";
import { type Fault, startLocalEndpoint } from "../../../local/endpoint";
import { useStarted } from "../../support/hooks";
import { ask, call, chatPath, uploadTo } from "./support";

const endpoint = useStarted(() => startLocalEndpoint());

/** How fetch says that the connection failed, before the answer or in the middle of it. */
const brokenConnection = /^(?:fetch failed|terminated)$/;

/** Chats once with the fault in place. */
const chatWith = (fault: Fault, path = chatPath) => {
  endpoint.enqueueFaults(fault);
  return call(endpoint, path, ask("hi"));
};

test("faults are consumed in order, one for each request", async () => {
  endpoint.enqueueFaults(
    { kind: "status", status: 500, times: 2 },
    { kind: "pass" },
    { kind: "status", status: 503 },
  );
  const statuses: number[] = [];
  for (let index = 0; index < 5; index++) statuses.push((await call(endpoint, chatPath, ask("hi"))).status);
  expect(statuses).toEqual([500, 500, 200, 503, 200]);
  expect(endpoint.requests.map(({ status }) => status)).toEqual(statuses);
});

test("a fault waits for the request that it is for", async () => {
  endpoint.enqueueFaults(
    { kind: "status", status: 502, match: { path: "/images/" } },
    { kind: "status", status: 504, match: { path: /models$/, method: "get" } },
  );
  expect((await call(endpoint, chatPath, ask("hi"))).status).toBe(200);
  expect((await call(endpoint, "/openai/v1/models")).status).toBe(504);
  expect((await call(endpoint, "/openai/v1/images/generations", { model: "m", prompt: "p" })).status).toBe(
    502,
  );
});

test.each<Fault>([
  { kind: "reset" },
  { kind: "resetMidBody" },
  { kind: "truncate" },
  { kind: "status", status: 504 },
])("an answer is lost to %j after the work was done", async (fault) => {
  endpoint.enqueueFaults({ ...fault, isServed: true, match: { method: "POST" } });
  const asked = uploadTo(endpoint, "1");
  if (fault.kind === "status") expect((await asked).status).toBe(504);
  else await expect(asked).rejects.toThrow();
  expect((await call(endpoint, "/openai/v1/files")).body.data).toHaveLength(1);
});

test("faults can be given at the start", async () => {
  const scripted = await startLocalEndpoint({ faults: [{ kind: "status", status: 418 }] });
  expect((await call(scripted, chatPath, ask("hi"))).status).toBe(418);
  await scripted.close();
});

test("a status has the headers and the body given", async () => {
  const reply = await chatWith({
    kind: "status",
    status: 503,
    headers: { "x-mine": "1" },
    body: { flat: true },
  });
  expect([reply.status, reply.headers.get("x-mine"), reply.body]).toEqual([503, "1", { flat: true }]);
  const page = await chatWith({ kind: "status", status: 502, body: "<h1>", contentType: "text/html" });
  expect([page.body, page.headers.get("content-type")]).toEqual(["<h1>", "text/html"]);
});

test("rateLimited has the wait headers asked for", async () => {
  const { status, headers, body } = await chatWith({
    kind: "rateLimited",
    retryAfterMs: 120,
    retryAfter: 1,
    xMsRetryAfterMs: 130,
  });
  expect([status, body.error.code]).toEqual([429, "429"]);
  expect(headers.get("retry-after-ms")).toBe("120");
  expect(headers.get("retry-after")).toBe("1");
  expect(headers.get("x-ms-retry-after-ms")).toBe("130");
  const openai = await chatWith({ kind: "rateLimited" }, "/v1/chat/completions");
  expect(openai.body.error.code).toBe("rate_limit_exceeded");
  expect(openai.headers.get("retry-after")).toBeNull();
});

test("quotaExceeded is insufficient_quota", async () => {
  const { status, body } = await chatWith({ kind: "quotaExceeded" });
  expect([status, body.error.code, body.error.type]).toEqual([
    429,
    "insufficient_quota",
    "insufficient_quota",
  ]);
});

test.each([
  ["D", "innererror"],
  ["E", "inner_error"],
  ["F", "content_filters"],
] as const)("contentFilter of shape %s has %s", async (shape, field) => {
  const { status, body } = await chatWith({ kind: "contentFilter", shape });
  expect(status).toBe(400);
  expect(body.error).toHaveProperty(field);
});

test("redirect names a location", async () => {
  const { status, headers } = await chatWith({
    kind: "redirect",
    status: 307,
    location: "https://elsewhere.test/",
  });
  expect([status, headers.get("location")]).toEqual([307, "https://elsewhere.test/"]);
});

test("200 can be a page, nothing at all, or an error", async () => {
  const page = await chatWith({ kind: "html" });
  expect([page.status, page.headers.get("content-type")]).toEqual([200, "text/html; charset=utf-8"]);
  const empty = await chatWith({ kind: "empty" });
  expect([empty.status, empty.body]).toEqual([200, ""]);
  const error = await chatWith({ kind: "errorObject" });
  expect([error.status, error.body.error.type]).toEqual([200, "server_error"]);
});

test("truncatedJson is complete HTTP with half a JSON", async () => {
  await expect(chatWith({ kind: "truncatedJson" })).rejects.toThrow(SyntaxError);
  expect(endpoint.requests[0]?.status).toBe(200);
});

test.each([
  ["reset", undefined],
  ["resetMidBody", 200],
  ["truncate", 200],
] as const)("%s fails the request", async (kind, status) => {
  await expect(chatWith({ kind })).rejects.toThrow(brokenConnection);
  expect(endpoint.requests[0]?.status).toBe(status);
});

test("a reset is ECONNRESET to the client", async () => {
  await expect(chatWith({ kind: "reset" })).rejects.toMatchObject({ cause: { code: "ECONNRESET" } });
});

test("hang answers never, and closing ends it", async () => {
  const hanging = chatWith({ kind: "hang" });
  const outcome = expect(hanging).rejects.toThrow(brokenConnection);
  while (endpoint.requests.length === 0) await new Promise(setImmediate);
  await endpoint.close();
  await outcome;
  expect(endpoint.requests[0]?.status).toBeUndefined();
});

test("the SDK's own retry gets through after two faults", async () => {
  endpoint.enqueueFaults({ kind: "rateLimited", retryAfterMs: 1 }, { kind: "rateLimited", retryAfterMs: 1 });
  const client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1`, maxRetries: 2 });
  await client.models.list();
  expect(endpoint.requests.map(({ status }) => status)).toEqual([429, 429, 200]);
});

test("each answer waits for the latency", async () => {
  const waits: number[] = [];
  const clock = { nowMs: () => 0, wait: async (delayMs: number) => void waits.push(delayMs) };
  let next = 10;
  const slow = await startLocalEndpoint({ latencyMs: () => next++, clock });
  await call(slow, "/openai/v1/models");
  await call(slow, "/openai/v1/models");
  await slow.close();
  expect(waits).toEqual([10, 11]);
});
