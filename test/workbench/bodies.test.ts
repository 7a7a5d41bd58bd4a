import { request } from "node:http";
import { connect } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { changeHeader } from "../../local/workbench/wire/failure";
import { shareWorkbench } from "./support/workbench";

const bench = shareWorkbench();

const headers = () => ({
  cookie: bench.cookie,
  origin: bench.url,
  "content-type": "application/json",
  [changeHeader]: "1",
});

const megabyte = Buffer.alloc(1024 * 1024, "x");

/** Sends so many megabytes, and gives the answer. */
const send = (megabytes: number, more: Record<string, string | number> = {}): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${bench.url}/api/runs`,
      { method: "POST", headers: { ...headers(), ...more }, agent: false },
      async (answer) => resolve(`${answer.statusCode} ${await textOf(answer)}`),
    );
    sent.once("error", reject);
    const write = (left: number): void => {
      if (left === 0) sent.end();
      else sent.write(megabyte, (error) => error ?? write(left - 1));
    };
    write(megabytes);
  });

const tooLarge = '413 {"message":"This is larger than 64 MB: take a smaller one."}';

it("says that a body is too large once it is sent, whether its length was told or not", async () => {
  expect(await send(66)).toBe(tooLarge);
  expect(await send(66, { "content-length": 66 * megabyte.length })).toBe(tooLarge);
});

it("ends a body that never ends", async () => {
  expect(await send(Number.POSITIVE_INFINITY).catch(() => tooLarge)).toBe(tooLarge);
  expect((await bench.get("/api/status")).status).toBe(200);
});

it("ends the connection of a refused request, whose body may go on", async () => {
  const socket = connect(bench.port, "127.0.0.1");
  socket.write(
    `POST /api/runs HTTP/1.1\r\nHost: 127.0.0.1:${bench.port}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n`,
  );
  expect(await textOf(socket)).toMatch(/^HTTP\/1\.1 401 .*connection: close/is);
});

it("goes on when a sender leaves in the middle", async () => {
  const socket = connect(bench.port, "127.0.0.1");
  const head = Object.entries({ ...headers(), host: `127.0.0.1:${bench.port}`, "content-length": 100 });
  const lines = head.map(([name, value]) => `${name}: ${value}`).join("\r\n");
  await new Promise<void>((resolve) =>
    socket.write(`POST /api/runs HTTP/1.1\r\n${lines}\r\n\r\n{"kind"`, () => resolve()),
  );
  socket.destroy();
  expect((await bench.get("/api/status")).status).toBe(200);
});

it("refuses a form without a floor, and stays readable", async () => {
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  const body = `{"kind":"action","key":"createChatCompletion","form":{"userPrompt":{"value":${deep}}}}`;
  const answer = await fetch(`${bench.url}/api/runs`, { method: "POST", headers: headers(), body });
  expect([answer.status, await answer.json()]).toEqual([
    400,
    { message: "This has lists or objects more than 200 levels deep." },
  ]);
  expect(await (await bench.get("/api/runs")).json()).toEqual([]);
});
