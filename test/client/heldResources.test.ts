import type { Socket } from "node:net";
import { startForwardProxy } from "../../local/endpoint/azure/proxy/forwardProxy";
import { clock as time } from "../../src/client/clock";
import { chatAnswer, errorAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { startRawServer } from "../support/rawServer";
import { startScriptedServer } from "../support/scriptedServer";

const proxyVariables = /^(https?|all|no)_proxy$/i;
const formerVariables = Object.entries(process.env).filter(([name]) => proxyVariables.test(name));

const clock = useTestClock();
beforeEach(() => {
  for (const name of Object.keys(process.env)) if (proxyVariables.test(name)) delete process.env[name];
});
afterEach(() => {
  for (const name of Object.keys(process.env)) if (proxyVariables.test(name)) delete process.env[name];
  Object.assign(process.env, Object.fromEntries(formerVariables));
});

const chat = (url: string, context: object = {}) =>
  run(
    "createChatCompletion",
    { connection: keyConnection(url), userPrompt: "Hello", requestOptions: { maxRetries: "0" } },
    { ...context },
  );

const upload = (url: string, sizeBytes: number) =>
  run("rawRequest", {
    connection: keyConnection(url),
    method: "POST",
    url: "/v1/files",
    formData: [{ key: "purpose", value: "batch" }],
    fileData: [{ key: "file", value: Buffer.alloc(sizeBytes, "x") }],
  });

describe("a step that ended holds no connection", () => {
  let tell: () => void;
  let arrived: Promise<void>;
  const silent = useStarted(() => startRawServer(() => tell()));
  beforeEach(() => {
    arrived = new Promise((resolve) => {
      tell = resolve;
    });
  });

  it.each([
    ["inference", () => chat("https://service.example")],
    ["a creation", () => upload("https://service.example", 10)],
  ])("to a proxy that never answered: %s", async (_what, step) => {
    process.env["HTTPS_PROXY"] = silent.url;
    const failure = failureOf(step());
    await arrived;
    clock.fireEarliestTimer();
    expect(await failure).toMatchObject({ kind: "timeout" });
    await silent.closed();
    expect(clock.timerDelays).toEqual([]);
  });

  it("to a proxy that never answered a step that was cancelled", async () => {
    process.env["ALL_PROXY"] = silent.url;
    const controller = new AbortController();
    const failure = failureOf(chat("https://service.example", { signal: controller.signal }));
    await arrived;
    controller.abort();
    expect((await failure).message).toContain("was cancelled");
    await silent.closed();
  });

  it("to a server behind a proxy that never answered in TLS", async () => {
    const proxy = await startForwardProxy();
    process.env["HTTPS_PROXY"] = proxy.url;
    const failure = failureOf(chat(`https://localhost:${silent.port}`));
    await arrived;
    clock.fireEarliestTimer();
    expect(await failure).toMatchObject({ kind: "timeout" });
    await silent.closed();
    await proxy.close();
  });

  it("to a server that never answered", async () => {
    const failure = failureOf(chat(silent.url));
    await arrived;
    clock.fireEarliestTimer();
    expect(await failure).toMatchObject({ kind: "timeout" });
    await silent.closed();
  });
});

it("an upload that is refused early is given up", async () => {
  const sizeBytes = 30_000_000;
  let socket: Socket | undefined;
  let receivedBytes = 0;
  const server = await startRawServer((arrived, data) => {
    receivedBytes += data.length;
    if (socket) return;
    socket = arrived;
    // It reads no further, and keeps the connection open.
    socket.pause();
    socket.write("HTTP/1.1 413 Too Large\r\ncontent-length: 2\r\n\r\n{}");
  });
  expect(await failureOf(upload(server.url, sizeBytes))).toMatchObject({ kind: "rejected", status: 413 });
  socket?.resume();
  await server.closed();
  expect(receivedBytes).toBeLessThan(sizeBytes);
  expect(clock.timerDelays).toEqual([]);
  await server.close();
});

it("a step that is cancelled while it waits for its next attempt leaves nothing waiting", async () => {
  clock.restore();
  const server = await startScriptedServer([errorAnswer(429, { "retry-after": "600" }), chatAnswer()]);
  const controller = new AbortController();
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;
  const before = timers();
  const logger = { info: () => setImmediate(() => controller.abort()) };
  const step = run(
    "createChatCompletion",
    { connection: keyConnection(server.url), userPrompt: "Hello" },
    { signal: controller.signal, logger: { ...console, metric: () => {}, trace: () => {}, ...logger } },
  );
  expect((await failureOf(step)).message).toContain("was cancelled");
  expect(server.requests).toHaveLength(1);
  expect(timers()).toBe(before);
  await server.close();
});

describe("a wait", () => {
  const timers = () => process.getActiveResourcesInfo().filter((name) => name === "Timeout").length;

  it("ends with its signal, and its timer with it", async () => {
    clock.restore();
    const before = timers();
    const controller = new AbortController();
    const wait = time.wait(3_600_000, controller.signal);
    expect(timers()).toBe(before + 1);
    controller.abort();
    await wait;
    expect(timers()).toBe(before);
  });

  it("is over at once when its signal has come before", async () => {
    await time.wait(3_600_000, AbortSignal.abort());
    expect(clock.waits).toEqual([]);
  });

  it("that passes leaves no listener behind", async () => {
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, "addEventListener");
    const removed = jest.spyOn(signal, "removeEventListener");
    await time.wait(5, signal);
    expect(clock.waits).toEqual([5]);
    expect(removed.mock.calls.length).toBe(added.mock.calls.length);
  });
});
