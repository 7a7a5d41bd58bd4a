import { createConnection } from "node:net";
import {
  ExchangeLog,
  type ExchangeLogOptions,
  type ExchangeSummary,
  type LocalEndpointOptions,
  startLocalEndpoint,
} from "../../../local/endpoint";
import { useClosing } from "../../support/hooks";
import { ask, call, chatPath, uploadTo } from "./support";

const closeLater = useClosing();

const start = async (limits: ExchangeLogOptions = {}, options: LocalEndpointOptions = {}) => {
  const log = new ExchangeLog(limits);
  const endpoint = closeLater(
    await startLocalEndpoint({ exchanges: log.recorderOf("endpoint"), ...options }),
  );
  const chat = async (content = "What is 6 times 7?") => await call(endpoint, chatPath, ask(content));
  const only = () => {
    const { exchanges } = log.list();
    expect(exchanges).toHaveLength(1);
    return log.find(exchanges[0]?.number ?? 0);
  };
  return { log, endpoint, chat, only };
};

/** Resolves with the first state of an exchange that will do. */
const seen = (log: ExchangeLog, isWanted: (exchange: ExchangeSummary) => boolean): Promise<ExchangeSummary> =>
  new Promise((resolve) => {
    const end = log.onExchange((exchange) => {
      if (!isWanted(exchange)) return;
      end();
      resolve(exchange);
    });
  });

const over = ({ state }: ExchangeSummary): boolean => state !== "open";

test("a request is written down with its whole answer", async () => {
  const { log, chat, only } = await start();
  const ended = seen(log, over);
  await chat();
  await ended;
  const exchange = only();
  expect(exchange).toMatchObject({
    ...{ number: 1, server: "endpoint", method: "POST", path: chatPath, query: {} },
    ...{ state: "answered", status: 200, decidedBy: "served", fault: null, tookMs: expect.any(Number) },
    requestBody: {
      contentType: "application/json",
      text: expect.stringContaining("6 times 7"),
      isCut: false,
    },
    answerHeaders: { "content-type": "application/json", "x-ms-region": "Local" },
    answerBody: { text: expect.stringContaining("42"), bytes: exchange?.answerBytes },
  });
  expect(JSON.parse(JSON.stringify(exchange))).toEqual(exchange);
  expect(log.list().exchanges[0]).not.toHaveProperty("requestBody");
});

test("nothing is written down unless asked for, and the last requests are kept alone", async () => {
  const plain = closeLater(await startLocalEndpoint({ mostRequests: 2 }));
  for (const content of ["1", "2", "3"]) await call(plain, chatPath, ask(content));
  expect(plain.requests.map(({ bodyJson }) => JSON.stringify(bodyJson).includes('"1"'))).toEqual([
    false,
    false,
  ]);
});

describe("what decided an answer", () => {
  test("is told: a refusal, the quota, the filter, a retirement", async () => {
    const { log, endpoint, chat } = await start();
    await call(endpoint, "/openai/v1/nothing");
    endpoint.controls.change({ quota: { requestsPerMinute: 1 } });
    await chat();
    await chat();
    endpoint.controls.change({ quota: null, contentFilter: { next: 1 } });
    await chat();
    endpoint.controls.change({ retirements: { "gpt-5.4": "2020-01-01" } });
    await chat();
    expect(log.list().exchanges.map(({ decidedBy, status }) => [decidedBy, status])).toEqual([
      ["refused", 404],
      ["served", 200],
      ["quota", 429],
      ["contentFilter", 400],
      ["retirement", 410],
    ]);
  });

  test.each([
    ["status", { kind: "status", status: 503 }, 503, "answered"],
    ["truncatedJson", { kind: "truncatedJson" }, 200, "answered"],
    ["truncate", { kind: "truncate" }, 200, "broken"],
    ["resetMidBody", { kind: "resetMidBody" }, 200, "broken"],
    ["reset", { kind: "reset" }, null, "broken"],
  ] as const)("is a fault: %s", async (kind, fault, status, state) => {
    const { log, endpoint, chat } = await start();
    endpoint.enqueueFaults(fault);
    const ended = seen(log, over);
    await chat().catch(() => undefined);
    expect(await ended).toMatchObject({ state, status, decidedBy: "fault", fault: kind });
    if (kind === "resetMidBody") expect(log.find(1)?.answerBody?.text).toContain("chatcmpl-cut");
  });
});

describe("a request that is open", () => {
  test("is told at once, and again when its client has left", async () => {
    const { log, endpoint } = await start();
    endpoint.enqueueFaults({ kind: "hang" });
    const leaving = new AbortController();
    const hanging = seen(log, ({ fault }) => fault === "hang");
    const asked = fetch(`${endpoint.url}/v1/models`, { signal: leaving.signal }).catch(() => undefined);
    expect(await hanging).toMatchObject({ state: "open", status: null, decidedBy: "fault", tookMs: null });
    const { change } = log.list();
    const ended = seen(log, over);
    leaving.abort();
    await asked;
    expect(await ended).toMatchObject({ number: 1, state: "broken", status: null });
    expect(log.list({ after: 1 }).exchanges).toEqual([]);
    expect(log.list({ changedAfter: change }).exchanges).toHaveLength(1);
  });

  test("is told before its body has arrived", async () => {
    const { log, endpoint } = await start();
    const arriving = seen(log, () => true);
    const ended = seen(log, over);
    const socket = createConnection(endpoint.port, "127.0.0.1");
    socket.write(`POST ${chatPath} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{`);
    expect(await arriving).toMatchObject({ path: chatPath, requestBytes: null, decidedBy: null });
    socket.destroy();
    expect(await ended).toMatchObject({ state: "broken", decidedBy: null });
  });
});

describe("bodies", () => {
  test("are cut at a whole character, and told by their size", async () => {
    const { log, endpoint, chat } = await start({ mostBodyBytes: 20_000 });
    await chat(`${"a".repeat(3000)}${"€".repeat(20_000)}`);
    const { requestBody } = log.find(1) ?? {};
    expect(requestBody).toMatchObject({ isCut: true, bytes: expect.any(Number) });
    expect(requestBody?.bytes).toBeGreaterThan(60_000);
    expect(requestBody?.text).toMatch(/a€{1000,}$/);
    expect(Buffer.byteLength(requestBody?.text ?? "")).toBeLessThanOrEqual(24_096);
    await uploadTo(endpoint, new Uint8Array([0xff, 0xd8, 0, 1]));
    expect(log.find(2)?.requestBody).toMatchObject({ text: null, isCut: false });
  });

  test("are not cut within a secret", async () => {
    const { log, endpoint, chat } = await start({ mostBodyBytes: 1000 });
    const step = Math.floor(endpoint.apiKey.length / 2);
    const beginning = endpoint.apiKey.slice(0, 8);
    for (let length = 4900; length < 5100; length += step) {
      await chat(`${"a".repeat(length)}${endpoint.apiKey}${"b".repeat(9000)}`);
      const kept = log.find(log.list().newest)?.requestBody;
      expect([kept?.isCut, kept?.text?.includes(beginning)]).toEqual([true, false]);
    }
  });
});

describe("a log", () => {
  test("keeps the last ones, in number and in bytes", async () => {
    const few = await start({ mostExchanges: 2 });
    for (let index = 0; index < 4; index++) await few.chat();
    expect(few.log.list()).toMatchObject({ oldest: 3, newest: 4, exchanges: [{ number: 3 }, { number: 4 }] });
    expect(few.log.find(2)).toBeUndefined();
    const small = await start({ mostBytes: 60_000 });
    for (let index = 0; index < 6; index++) await small.chat("x".repeat(9000));
    const { exchanges, newest } = small.log.list();
    const bytes = exchanges.map(({ requestBytes, answerBytes }) => (requestBytes ?? 0) + (answerBytes ?? 0));
    const total = bytes.reduce((sum, one) => sum + one, 0);
    expect([newest, exchanges.at(-1)?.number, exchanges.length < 6]).toEqual([6, 6, true]);
    expect(total).toBeLessThanOrEqual(60_000);
    expect(total + (bytes[0] ?? 0)).toBeGreaterThan(60_000);
  });

  test("is read in pages from either end, and numbers go on when it was cleared", async () => {
    const { log, chat } = await start();
    for (let index = 0; index < 4; index++) await chat();
    const numbers = (query: Parameters<typeof log.list>[0]) =>
      log.list(query).exchanges.map(({ number }) => number);
    expect(numbers({ after: 1, most: 2 })).toEqual([2, 3]);
    expect(numbers({ order: "newestFirst", most: 2 })).toEqual([4, 3]);
    expect(numbers({ order: "newestFirst", before: 3 })).toEqual([2, 1]);
    expect([log.list({ most: 2 }).hasMore, log.list({ most: 4 }).hasMore]).toEqual([true, false]);
    log.clear();
    await chat();
    expect(numbers({})).toEqual([5]);
  });

  test("may be that of several servers, with one count", async () => {
    const { log, chat } = await start();
    const other = closeLater(await startLocalEndpoint({ exchanges: log.recorderOf("other") }));
    await chat();
    await call(other, "/v1/models");
    expect(log.list().exchanges.map(({ number, server }) => [number, server])).toEqual([
      [1, "endpoint"],
      [2, "other"],
    ]);
  });
});

test("no credential is kept, wherever it was sent", async () => {
  const { log, endpoint } = await start();
  const { apiKey } = endpoint;
  await call(endpoint, `${chatPath}?api-key=${apiKey}`, ask(`my key is ${apiKey}`), {
    headers: {
      "x-api-key": apiKey,
      cookie: "a=b12345678",
      authorization: `Bearer ${apiKey}`,
      "x-odd": apiKey,
    },
  });
  const { requestHeaders, query } = log.find(1) ?? {};
  expect(JSON.stringify(log.find(1))).not.toContain(apiKey);
  expect(JSON.stringify(log.find(1))).not.toContain("b12345678");
  expect(requestHeaders).toMatchObject({
    "x-api-key": "[hidden]",
    "api-key": "[hidden]",
    "x-odd": "[hidden]",
  });
  expect(query).toEqual({ "api-key": "[hidden]" });
  expect(endpoint.requests[0]?.headers["api-key"]).toBe(apiKey);
});
