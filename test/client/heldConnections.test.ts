import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { type RawServer, startRawServer } from "../support/rawServer";
import { startScriptedServer } from "../support/scriptedServer";

const chat = (url: string) =>
  run("createChatCompletion", {
    connection: keyConnection(url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "3", retryDelayMS: "1", useExponentialBackoff: "false" },
  });

/** Whether a socket holds the process; Node tells it of the handle alone. */
const holdsProcess = (socket: Socket): boolean =>
  (socket as Socket & { _handle?: { hasRef(): boolean } | null })._handle?.hasRef() ?? false;

it("a kept connection holds no process", async () => {
  const server = await startScriptedServer([chatAnswer()]);
  const sockets: Socket[] = [];
  const note = (message: unknown) => void sockets.push((message as { socket: Socket }).socket);
  subscribe("net.client.socket", note);
  const asked = Promise.all([chat(server.url), chat(server.url), chat(server.url)]);
  await asked.finally(() => unsubscribe("net.client.socket", note));
  // The agent takes a connection back behind the answer.
  await new Promise((resolve) => setImmediate(resolve));
  expect(server.connections).toBe(3);
  expect(sockets.map(({ destroyed }) => destroyed)).toEqual([false, false, false]);
  expect(sockets.map(holdsProcess)).toEqual([false, false, false]);
  await server.close();
});

it("idle connections are kept to 50 hosts: the first that came makes room", async () => {
  const body = JSON.stringify(chatAnswer().body);
  const answer = `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`;
  const servers: RawServer[] = [];
  for (let index = 0; index < 53; index += 1)
    servers.push(await startRawServer((socket) => socket.write(answer)));
  for (const { url } of servers) await chat(url);
  await Promise.all(servers.slice(0, 3).map((server) => server.closed()));
  expect(servers.slice(3).map(({ open }) => open)).toEqual(Array(50).fill(1));
  await Promise.all(servers.map((server) => server.close()));
});

/** The codes with which a way that is gone is told of, before a connection is made and within one. */
describe.each(["EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", undefined])(
  "a connection that ends with %s",
  (code) => {
    let client: Socket | undefined;
    const note = (message: unknown): void => {
      client = (message as { socket: Socket }).socket;
    };
    let server: RawServer;
    let requests: number;
    beforeEach(async () => {
      requests = 0;
      subscribe("net.client.socket", note);
      server = await startRawServer(() => {
        requests += 1;
        client?.destroy(Object.assign(new Error(`read ${code}`), { ...(code && { code }), syscall: "read" }));
      });
    });
    afterEach(async () => {
      unsubscribe("net.client.socket", note);
      await server.close();
    });

    it("may have brought a file to the service, which is not sent again", async () => {
      const upload = run("uploadFile", {
        connection: keyConnection(server.url),
        file: { data: Buffer.from("{}\n"), contentType: "application/jsonl" },
        fileName: "rows.jsonl",
        purpose: "batch",
        requestOptions: { maxRetries: "3", retryDelayMS: "1", useExponentialBackoff: "false" },
      });
      expect(await failureOf(upload)).toMatchObject({ kind: "network", attempts: 1 });
      expect(requests).toBe(1);
    });

    it("is tried again where nothing is made twice", async () => {
      expect(await failureOf(chat(server.url))).toMatchObject({
        kind: "network",
        code: code ?? "ECONNRESET",
        attempts: 4,
      });
      expect(requests).toBe(4);
    });
  },
);
