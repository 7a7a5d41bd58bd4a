import OpenAI from "openai";
import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { createBatch, getBatch, line, numbered, type Service } from "./batchSupport";
import { call, StandingClock } from "./support";

let endpoint: LocalEndpoint;
let clock: StandingClock;

afterEach(() => endpoint?.close());

const start = async (options: LocalEndpointOptions = {}): Promise<void> => {
  clock = new StandingClock();
  endpoint = await startLocalEndpoint({ clock, ...options });
};

const create = (input: string, fields?: Record<string, unknown>, service?: Service) =>
  createBatch(endpoint, input, fields, service);

const look = (id: string, service?: Service) => getBatch(endpoint, id, service);

const cancel = (id: string) =>
  call(endpoint, `/openai/v1/batches/${id}/cancel`, undefined, { method: "POST" });

const linesOf = async (fileId: string) => {
  const { body } = await call(endpoint, `/openai/v1/files/${fileId}/content`);
  return body
    .toString()
    .trim()
    .split("\n")
    .map((text: string) => JSON.parse(text));
};

const ids = (lines: { custom_id: string }[]) => lines.map(({ custom_id: id }) => id);

describe("a batch", () => {
  test("is complete at the first look, its answers in one file and its failures in another", async () => {
    await start();
    const input = [line("first", "What is 3 + 4?"), line("second", "forbidden-content")].join("\n");
    const { body: created } = await create(input, { metadata: { job: "nightly" } });
    expect(created).toMatchObject({
      ...{ object: "batch", status: "validating", output_file_id: "", error_file_id: "", errors: null },
      ...{ metadata: { job: "nightly" }, expires_at: created.created_at + 86_400, completed_at: null },
      request_counts: { total: 0, completed: 0, failed: 0 },
    });
    const done = await look(created.id);
    expect(done).toMatchObject({
      ...{ status: "completed", model: "my-batch", completed_at: created.created_at },
      request_counts: { total: 2, completed: 1, failed: 1 },
    });
    expect(done.usage.total_tokens).toBeGreaterThan(0);
    const [output] = await linesOf(done.output_file_id);
    expect(output).toMatchObject({ custom_id: "first", response: { status_code: 200 }, error: null });
    expect([output.id, output.response.request_id]).toEqual([
      expect.stringMatching(/^batch_req_/),
      expect.any(String),
    ]);
    expect(output.response.body.choices[0].message.content).toBe("7");
    const [failure] = await linesOf(done.error_file_id);
    expect(failure).toMatchObject({
      ...{ custom_id: "second", error: null },
      response: { status_code: 400, body: { error: { code: "content_filter" } } },
    });
  });

  test("goes through its statuses by the clock", async () => {
    await start({ batches: { durationMs: 100_000 } });
    const { body } = await create(numbered(10));
    const seen: unknown[] = [];
    for (const stepMs of [0, 10_000, 40_000, 40_000, 9_999, 1]) {
      clock.advance(stepMs);
      const { status, request_counts: counts } = await look(body.id);
      seen.push([status, counts.completed]);
    }
    expect(seen).toEqual([
      ["validating", 0],
      ["in_progress", 0],
      ["in_progress", 5],
      ["finalizing", 10],
      ["finalizing", 10],
      ["completed", 10],
    ]);
    clock.advance(1000);
    const { in_progress_at, finalizing_at, completed_at } = await look(body.id);
    const seconds = [in_progress_at, finalizing_at, completed_at].map((time) => time - body.created_at);
    expect(seconds).toEqual([10, 90, 100]);
  });

  test("runs once, however many look at it", async () => {
    await start();
    const url = "/v1/responses";
    const input = line("a", "", { url, body: { model: "m", input: "What is 2 + 2?" } });
    const { body } = await create(input, { endpoint: url });
    const looks = await Promise.all(Array.from({ length: 5 }, () => look(body.id)));
    expect(new Set(looks.map(({ output_file_id: id }) => id)).size).toBe(1);
    expect((await call(endpoint, "/openai/v1/files")).body.data).toHaveLength(2);
  });

  test("never ends with an endless duration", async () => {
    await start({ batches: { durationMs: Number.POSITIVE_INFINITY } });
    const { body } = await create(numbered(2));
    clock.advance(1_000_000_000);
    expect((await look(body.id)).status).toBe("in_progress");
  });

  test("answers its lines in an order of its own, the same for the same seed", async () => {
    const orderWith = async (seed: number) => {
      await start({ batches: { seed } });
      const { body } = await create(numbered(20));
      const order = ids(await linesOf((await look(body.id)).output_file_id));
      await endpoint.close();
      return order;
    };
    const [first, again, other] = [await orderWith(1), await orderWith(1), await orderWith(2)];
    const inOrder = Array.from({ length: 20 }, (_, index) => `id-${index}`);
    expect(first).not.toEqual(inOrder);
    expect(first.toSorted()).toEqual(inOrder.toSorted());
    expect(again).toEqual(first);
    expect(other).not.toEqual(first);
  });

  test.each([
    ["/v1/embeddings", { input: "tea" }, "list"],
    ["/v1/responses", { input: "What is 2 + 2?" }, "response"],
  ])("runs %s as the endpoint itself does", async (url, body, object) => {
    await start();
    const input = line("a", "", { url, body: { model: "m", ...body } });
    const { body: batch } = await create(input, { endpoint: url });
    const [answer] = await linesOf((await look(batch.id)).output_file_id);
    expect(answer.response.body.object).toBe(object);
  });

  test("keeps its files as long as it is asked to", async () => {
    await start();
    const expiry = { anchor: "created_at", seconds: 1_209_600 };
    const { body } = await create(numbered(1), { output_expires_after: expiry });
    const file = await call(endpoint, `/openai/v1/files/${(await look(body.id)).output_file_id}`);
    expect(file.body).toMatchObject({
      ...{ purpose: "batch_output", filename: `${body.id}_output.jsonl` },
      expires_at: file.body.created_at + 1_209_600,
    });
  });

  test("has an empty error file when the endpoint is told so", async () => {
    await start({ batches: { isErrorFileAlwaysWritten: true } });
    const { body } = await create(numbered(1));
    const { error_file_id: id } = await look(body.id);
    expect((await call(endpoint, `/openai/v1/files/${id}`)).body.bytes).toBe(0);
  });
});

describe("a batch that does not complete", () => {
  test("expires with the lines that were answered, and says which were not", async () => {
    await start({ batches: { expiresAfterLines: 3 } });
    const done = await look((await create(numbered(5))).body.id);
    expect(done).toMatchObject({ status: "expired", expired_at: done.created_at, completed_at: null });
    const [answered, expired] = [await linesOf(done.output_file_id), await linesOf(done.error_file_id)];
    expect([answered.length, expired.length]).toEqual([3, 2]);
    expect(expired[0]).toMatchObject({ response: null, error: { code: "batch_expired" } });
    expect(new Set(ids([...answered, ...expired])).size).toBe(5);
  });

  test("is cancelled midway with the lines that were answered", async () => {
    await start({ batches: { cancelsAfterLines: 2 } });
    const done = await look((await create(numbered(5))).body.id);
    expect(done).toMatchObject({
      ...{ status: "cancelled", error_file_id: "", cancelled_at: done.created_at },
      request_counts: { total: 5, completed: 2, failed: 0 },
    });
    expect(await linesOf(done.output_file_id)).toHaveLength(2);
  });

  test("is cancelled by a call, with as much as was done by then", async () => {
    await start({ batches: { durationMs: 100_000, cancellingMs: 5000 } });
    const { body } = await create(numbered(10));
    clock.advance(50_000);
    const cancelled = await cancel(body.id);
    expect([cancelled.status, cancelled.body.status]).toEqual([200, "cancelling"]);
    clock.advance(4999);
    expect((await look(body.id)).status).toBe("cancelling");
    expect((await cancel(body.id)).body.status).toBe("cancelling");
    clock.advance(1);
    const done = await look(body.id);
    expect(done).toMatchObject({ status: "cancelled", request_counts: { completed: 5 } });
    expect(done.cancelled_at - done.cancelling_at).toBe(5);
    expect(await linesOf(done.output_file_id)).toHaveLength(5);
  });

  test("is cancelled right after its creation without any output", async () => {
    await start();
    const { body } = await create(numbered(2));
    expect((await cancel(body.id)).body.status).toBe("cancelling");
    expect(await look(body.id)).toMatchObject({ status: "cancelled", output_file_id: "" });
  });

  test("never was in progress when it is cancelled before that", async () => {
    await start({ batches: { durationMs: 100_000 } });
    const { body } = await create(numbered(2));
    await cancel(body.id);
    clock.advance(100_000);
    const { status, in_progress_at: inProgressAt, cancelled_at: cancelledAt } = await look(body.id);
    expect([status, inProgressAt, cancelledAt]).toEqual(["cancelled", null, body.created_at]);
  });

  test("cannot be cancelled once it has ended", async () => {
    await start({ batches: { durationMs: 1000 } });
    const { body } = await create(numbered(2));
    clock.advance(1000);
    const { status, body: refusal } = await cancel(body.id);
    expect([status, refusal.error.message]).toEqual([400, "Cannot cancel a batch with status 'completed'."]);
  });
});

describe("batches", () => {
  test("are listed by page, the newest first", async () => {
    await start();
    const created: string[] = [];
    for (let index = 0; index < 3; index++) created.push((await create(numbered(1))).body.id);
    const client = new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/openai/v1` });
    const listed: string[] = [];
    for await (const { id } of client.batches.list({ limit: 2 })) listed.push(id);
    expect(listed).toEqual(created.reverse());
    expect((await call(endpoint, "/openai/v1/batches?limit=101")).status).toBe(400);
  });

  test("that do not exist are 404", async () => {
    await start();
    const { status, body } = await call(endpoint, "/openai/v1/batches/batch_none");
    expect([status, body.error.code]).toEqual([404, "ResourceNotFound"]);
    expect((await cancel("batch_none")).status).toBe(404);
  });
});
