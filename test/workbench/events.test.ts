import { request } from "node:http";
import { connect } from "node:net";
import { shareWorkbench } from "./support/workbench";

const bench = shareWorkbench();

/** A stream of events, as far as it came. */
interface Stream {
  status: number;
  /** Ids and types, such as `3 component`. */
  events(): string[];
  lastId(): string;
  /** Settles when the text has this in it. */
  until(text: string): Promise<void>;
  close(): void;
}

/** What only makes events long. */
const filling = /x{9,}/g;

const openStream = (lastEventId?: string): Promise<Stream> =>
  new Promise((resolve, reject) => {
    const headers = {
      cookie: bench.cookie,
      ...(lastEventId !== undefined && { "last-event-id": lastEventId }),
    };
    const sent = request(`${bench.url}/api/events`, { headers, agent: false }, (answer) => {
      let text = "";
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part.replaceAll(filling, "");
      });
      answer.on("error", () => undefined);
      resolve({
        status: answer.statusCode ?? 0,
        events: () =>
          [...text.matchAll(/^id: \w+-(\d+)\ndata: \{"type":"(\w+)"/gm)].map(
            ([, id, type]) => `${id} ${type}`,
          ),
        lastId: () => [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? "",
        until: async (wanted) => {
          while (!text.includes(wanted)) await new Promise((next) => answer.once("data", next));
        },
        close: () => sent.destroy(),
      });
    });
    sent.once("error", reject);
    sent.end();
  });

const tell = (last: number): void => bench.workbench.hub.tell({ type: "exchanges", last });

it("gives a browser that comes back what it missed, once", async () => {
  const first = await openStream();
  await first.until("id: ");
  const beforeAny = first.lastId();
  tell(1);
  await first.until('"last":1}');
  first.close();
  tell(2);
  const again = await openStream(first.lastId());
  const fromStart = await openStream(beforeAny);
  tell(3);
  await Promise.all([again.until('"last":3}'), fromStart.until('"last":3}')]);
  expect(again.events()).toEqual(["2 exchanges", "3 exchanges"]);
  expect(fromStart.events()).toEqual(["1 exchanges", "2 exchanges", "3 exchanges"]);
  again.close();
  fromStart.close();
});

it.each(["", "0", "1", "00000000-1", "99999999999999999999", "x", "-1", "1e3", "ffffffff-999999999999999"])(
  "advises to ask for everything, once, where it does not know the event %j",
  async (id) => {
    const stream = await openStream(id);
    await stream.until("resync");
    tell(4);
    await stream.until('"last":4}');
    expect(stream.events()).toEqual([
      expect.stringContaining("resync"),
      expect.stringContaining("exchanges"),
    ]);
    stream.close();
  },
);

it("advises so as well where too much came since", async () => {
  const stream = await openStream();
  await stream.until("id: ");
  stream.close();
  for (let count = 0; count < 5; count += 1) {
    bench.workbench.hub.tell({ type: "log", run: "x".repeat(1024 * 1024), lines: [] });
  }
  const again = await openStream(stream.lastId());
  await again.until("resync");
  expect(again.events()).toHaveLength(1);
  again.close();
});

it("lets a reader go that takes nothing, and serves the others", async () => {
  const reader = await openStream();
  const idle = connect(bench.port, "127.0.0.1");
  idle.on("error", () => undefined);
  const gone = new Promise((resolve) => idle.once("close", resolve));
  const head = `Host: 127.0.0.1:${bench.port}\r\nCookie: ${bench.cookie}`;
  idle.write(`GET /api/events HTTP/1.1\r\n${head}\r\n\r\n`);
  await new Promise((resolve) => idle.once("readable", resolve));
  for (let count = 0; count < 40; count += 1) {
    bench.workbench.hub.tell({ type: "log", run: `${count} ${"x".repeat(1024 * 1024)}`, lines: [] });
    await reader.until(`"run":"${count} `);
  }
  idle.resume();
  await gone;
  expect(reader.events()).toHaveLength(40);
  reader.close();
});

it("refuses more streams than a few browsers open", async () => {
  const streams = await Promise.all(Array.from({ length: 40 }, () => openStream()));
  const refused = streams.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThanOrEqual(8);
  for (const stream of streams) stream.close();
});

it("takes secrets out of events and answers, in every spelling, and leaves numbers alone", async () => {
  const secret = 'a "secret"\\ of 17642214';
  const digits = "1764221455";
  const entered = { key: "apiKey", fields: {} };
  const secrets = [secret, digits];
  bench.workbench.connections.put({
    ...{ id: "typed", label: "Typed", origin: "typed", description: "", entered, secrets },
  });
  const stream = await openStream();
  const text = `${secret} ${JSON.stringify({ secret })} ${digits}`;
  bench.workbench.hub.tell({ type: "log", run: "r", lines: [{ atMs: 1764221455, level: "info", text }] });
  await stream.until('"atMs":1764221455');
  await stream.until(`"(secret) {\\"secret\\":\\"(secret)\\"} (secret)"`);
  stream.close();
  const answer = await bench.post("/api/runs", { kind: "action", key: secret, form: {} });
  expect(await answer.json()).toEqual({ message: 'The component has no action "(secret)".' });
});
