import type { ExchangeRows, ShownExchange } from "../../../local/workbench/wire/exchange";
import type { WorkbenchEvent } from "../../../local/workbench/wire/workbenchEvent";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench();

/** Asks the local endpoint beside the workbench, and waits for the whole answer. */
const call = async (path: string, init: RequestInit = {}): Promise<number> => {
  const { url, apiKey } = bench.workbench.world.endpointFor();
  const answer = await fetch(`${url}${path}`, { ...init, headers: { "api-key": apiKey, ...init.headers } });
  await answer.arrayBuffer();
  return answer.status;
};

const callJson = (path: string, body: unknown): Promise<number> =>
  call(path, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });

const list = async (query = ""): Promise<ExchangeRows> =>
  (await (await bench.get(`/api/endpoint/exchanges${query}`)).json()) as ExchangeRows;

const find = async (number: number): Promise<ShownExchange> =>
  (await (await bench.get(`/api/endpoint/exchanges/${number}`)).json()) as ShownExchange;

const newest = async (): Promise<ShownExchange> => find((await list()).rows[0]?.number ?? 0);

const chat = (content: unknown, more = {}) => ({
  ...{ model: "gpt-5.4", messages: [{ role: "user", content }] },
  ...more,
});

afterEach(async () => {
  await bench.post("/api/endpoint/exchanges/clear");
});

test("the newest come first, in pages, and those after one or changed since can be asked for", async () => {
  for (let index = 0; index < 5; index++) await call("/openai/v1/models");
  const { rows, change, oldest } = await list("?count=2");
  const last = rows[0]?.number ?? 0;
  expect(rows.map(({ number }) => number)).toEqual([last, last - 1]);
  expect(oldest).toBe(last - 4);
  const next = await list(`?count=2&before=${last - 1}`);
  expect([next.rows.map(({ number }) => number), next.hasMore]).toEqual([[last - 2, last - 3], true]);
  expect((await list(`?after=${last - 1}`)).rows.map(({ number }) => number)).toEqual([last]);
  await call("/openai/v1/models");
  expect((await list(`?changedAfter=${change}`)).rows.map(({ number }) => number)).toEqual([last + 1]);
  await bench.post("/api/endpoint/exchanges/clear");
  expect(await list()).toMatchObject({ rows: [], hasMore: false, oldest: 0 });
  expect((await bench.get(`/api/endpoint/exchanges/${last}`)).status).toBe(404);
});

test("one is shown whole, without the key, its JSON indented", async () => {
  await callJson("/openai/v1/chat/completions?note=1", chat("What is 6 times 7?"));
  const shown = await newest();
  expect(shown).toMatchObject({ method: "POST", model: "gpt-5.4", status: 200, query: { note: "1" } });
  expect(shown.request.headers["api-key"]).toBe("[hidden]");
  expect(shown.request.body).toMatchObject({
    contentType: "application/json",
    isIndented: true,
    isCut: false,
  });
  expect(shown.request.body?.text).toContain('{\n  "model": "gpt-5.4"');
  expect(shown.answer?.body?.text).toContain('"content": "42"');
  const text = await (await bench.get(`/api/endpoint/exchanges/${shown.number}`)).text();
  expect(text).not.toContain(bench.workbench.world.endpointFor().apiKey);
});

test("the model of a path or a form is told", async () => {
  await callJson("/openai/deployments/my-batch/chat/completions?api-version=2024-10-21", chat("Hi"));
  expect((await newest()).model).toBe("my-batch");
  const form = new FormData();
  form.append("model", "whisper");
  form.append("file", new Blob([Buffer.from([0, 255, 254, 0])]), "sound.wav");
  await call("/openai/v1/audio/transcriptions", { method: "POST", body: form });
  const { model, request } = await newest();
  expect(model).toBe("whisper");
  expect(request.body).toMatchObject({ text: null, contentType: expect.stringMatching(/^multipart/) });
});

test("JSON above 200 kB stays as it came, and a longer body is cut", async () => {
  await callJson("/openai/v1/nothing", { text: "a ".repeat(105_000) });
  expect((await newest()).request.body).toMatchObject({ isIndented: false, isCut: false });
  await callJson("/openai/v1/nothing", { text: "a ".repeat(200_000) });
  const { body } = (await newest()).request;
  expect(body?.isCut).toBe(true);
  expect(body?.text?.length).toBeLessThan(300_000);
});

test("images have an address of their own, by which they are nothing but images", async () => {
  await callJson("/openai/v1/images/generations", { model: "gpt-image-2", prompt: "a lake", quality: "low" });
  const [image] = (await newest()).answer?.body?.images ?? [];
  expect(image).toMatchObject({ contentType: "image/png" });
  const answer = await bench.get(image?.href ?? "");
  expect(answer.headers.get("content-type")).toBe("image/png");
  expect(answer.headers.get("content-security-policy")).toContain("default-src 'none'");
  expect(Buffer.from(await answer.arrayBuffer())).toHaveLength(image?.bytes ?? 0);
  expect((await bench.get(`${image?.href}9`)).status).toBe(404);
});

test("what only says that it is an image is not served as one", async () => {
  const script = Buffer.from("<svg onload='alert(1)'>".repeat(8)).toString("base64");
  await callJson("/openai/v1/chat/completions", chat(`"b64_json":"${script}"`));
  await callJson("/openai/v1/responses", { model: "gpt-5.4", input: "Hi", b64_json: script });
  const { rows } = await list("?count=2");
  for (const { number } of rows) expect((await find(number)).request.body?.images).toEqual([]);
});

/** The numbers that a page is told as the last, until it hears of one. */
const toldUntil = async ({ body }: Response, isOver: (last: number) => boolean): Promise<number[]> => {
  const told: number[] = [];
  let rest = "";
  for await (const part of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
    const lines = `${rest}${part}`.split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines.filter((one) => one.startsWith("data: "))) {
      const event = JSON.parse(line.slice(6)) as WorkbenchEvent;
      if (event.type === "exchanges") told.push(event.last);
    }
    if (isOver(told.at(-1) ?? 0)) return told;
  }
  return told;
};

test("pages hear of many requests ten times a second at most", async () => {
  const { newest: before } = bench.workbench.exchanges.list();
  const stream = await bench.get("/api/events");
  const startedAtMs = performance.now();
  const calls = Promise.all(Array.from({ length: 60 }, () => call("/openai/v1/models")));
  const told = await toldUntil(stream, (last) => last === before + 60);
  const tookMs = performance.now() - startedAtMs;
  await calls;
  expect(told.length).toBeLessThanOrEqual(Math.ceil(tookMs / 100) + 1);
});
