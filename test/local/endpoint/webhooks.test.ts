import OpenAI from "openai";
import {
  type LocalEndpoint,
  type LocalEndpointOptions,
  signedDelivery,
  startLocalEndpoint,
} from "../../../local/endpoint";
import { type AnsweringServer, startAnsweringServer } from "../../../local/endpoint/server/answeringServer";
import { chatRows, linesOf } from "./fineTuningSupport";
import { call, resourcePaths, StandingClock, uploadTo } from "./support";

let endpoint: LocalEndpoint;
let receiver: AnsweringServer;

afterEach(() => Promise.all([endpoint?.close(), receiver?.close()]));

const start = async (options: LocalEndpointOptions = {}) => {
  endpoint = await startLocalEndpoint(options);
};

const sdk = () => new OpenAI({ apiKey: endpoint.apiKey, baseURL: `${endpoint.url}/v1`, maxRetries: 0 });

/** Starts a receiver that answers with these statuses, and resolves once it has. */
const receive = async (statuses: number[]): Promise<{ arrived: Promise<void> }> => {
  let resolve = (): void => undefined;
  const arrived = new Promise<void>((done) => {
    resolve = done;
  });
  const remaining = [...statuses];
  receiver = await startAnsweringServer(() => {
    const status = remaining.shift() ?? 500;
    if (remaining.length === 0) resolve();
    return { status, headers: { location: "/elsewhere" }, body: "" };
  });
  return { arrived };
};

const azurePath = "/openai/v1/dashboard/webhook_endpoints";

const register = (fields: Record<string, unknown> = {}, path = azurePath) =>
  call(endpoint, path, {
    ...{ name: "nightly", url: `${receiver?.url ?? "https://example.com"}/hook` },
    ...{ event_types: ["batch.completed", "batch.failed", "batch.cancelled"], ...fields },
  });

const createBatch = async (input: string) => {
  const file = await uploadTo(endpoint, input);
  const { body } = await call(endpoint, resourcePaths.azureV1("/batches"), {
    ...{ input_file_id: file.body.id, endpoint: "/v1/chat/completions", completion_window: "24h" },
  });
  return body;
};

const line = JSON.stringify({
  ...{ custom_id: "a", method: "POST", url: "/v1/chat/completions" },
  body: { model: "m", messages: [{ role: "user", content: "hi" }] },
});

/** Resolves when every delivery that began has ended, which its receiver's answer comes before. */
const ended = async (attempts: number) => {
  while (endpoint.deliveries[0]?.statuses.length !== attempts) await new Promise(setImmediate);
};

describe("on Azure", () => {
  test("an endpoint is made, listed, changed and deleted below the dashboard", async () => {
    await start();
    const { status, body: created } = await register({ url: "https://example.com/hook" });
    expect(status).toBe(200);
    expect(created).toMatchObject({ object: "webhook_endpoint", name: "nightly" });
    const secret = created.signing_secret.replace(/^whsec_/, "");
    expect(Buffer.from(secret, "base64")).toHaveLength(32);
    const { signing_secret: _, ...shown } = created;
    expect(shown.signing_secret_hint).toBe(`whsec_***${secret.slice(-4)}`);
    expect((await call(endpoint, azurePath)).body).toMatchObject({ object: "list", data: [shown] });
    const changed = await call(endpoint, `${azurePath}/${created.id}`, { name: "weekly" });
    expect(changed.body).toMatchObject({ ...shown, name: "weekly", updated_at: expect.any(Number) });
    const removed = await call(endpoint, `${azurePath}/${created.id}`, undefined, { method: "DELETE" });
    expect(removed.body).toEqual({ id: created.id, object: "webhook_endpoint.deleted", deleted: true });
    expect((await call(endpoint, azurePath)).body.data).toEqual([]);
    expect((await call(endpoint, `${azurePath}/${created.id}`, {})).status).toBe(404);
  });

  test.each([
    "/openai/v1/webhook_endpoints",
    "/v1/dashboard/webhook_endpoints",
    "/openai/dashboard/webhook_endpoints?api-version=2024-10-21",
  ])("there is none at %s", async (path) => {
    await start();
    expect((await call(endpoint, path)).status).toBe(404);
  });
});

describe("at OpenAI", () => {
  test("the SDK makes, reads, lists, changes, rotates and deletes an endpoint", async () => {
    await start();
    const { webhooks } = sdk();
    const settings = { name: "x", url: "https://example.com/", event_types: ["eval.run.canceled" as const] };
    const { signing_secret: secret, ...created } = await webhooks.create(settings);
    expect(created).toMatchObject(settings);
    expect(await webhooks.retrieve(created.id)).toEqual(created);
    expect((await webhooks.list()).data).toEqual([created]);
    expect((await webhooks.update(created.id, { name: "y" })).name).toBe("y");
    expect((await webhooks.rotateSecret(created.id)).signing_secret).not.toBe(secret);
    expect((await webhooks.delete(created.id)).deleted).toBe(true);
    await expect(webhooks.retrieve(created.id)).rejects.toMatchObject({ status: 404 });
  });

  test("the SDK sends a sample and verifies it", async () => {
    await start();
    const { arrived } = await receive([204]);
    const { webhooks } = sdk();
    const { id, signing_secret: secret } = await webhooks.create({
      ...{ name: "x", url: `${receiver.url}/`, event_types: ["batch.failed"] },
    });
    expect(await webhooks.test(id, { event_type: "batch.failed" })).toMatchObject({ status_code: 204 });
    await arrived;
    const [request] = receiver.requests;
    const event = await webhooks.unwrap(request?.bodyText ?? "", request?.headers ?? {}, secret);
    expect(event).toMatchObject({ object: "event", type: "batch.failed" });
  });
});

test.each([
  ["name", { name: undefined }],
  ["name", { name: "" }],
  ["url", { url: undefined }],
  ["url", { url: "somewhere" }],
  ["url", { url: "http://example.com/" }],
  ["event_types", { event_types: undefined }],
  ["event_types", { event_types: [] }],
  ["event_types", { event_types: ["eval.run.succeeded"] }],
])("an endpoint is refused on Azure for its %s: %j", async (param, fields) => {
  await start();
  const { status, body } = await register({ url: "https://example.com/", ...fields });
  expect([status, body.error.param]).toEqual([400, param]);
});

describe("the end of a batch", () => {
  test("is told without anybody looking, in a signed event", async () => {
    await start();
    const { arrived } = await receive([200]);
    const { body: webhook } = await register();
    const { id } = await createBatch(line);
    await arrived;
    const [request] = receiver.requests;
    const event = await sdk().webhooks.unwrap(
      request?.bodyText ?? "",
      request?.headers ?? {},
      webhook.signing_secret,
    );
    expect(event).toEqual({
      ...{ id: expect.stringMatching(/^evt_/), object: "event", type: "batch.completed" },
      ...{ created_at: expect.any(Number), data: { id } },
    });
    expect(request).toMatchObject({ method: "POST", path: "/hook" });
  });

  test("by failure is told to those who asked for it", async () => {
    await start();
    const { arrived } = await receive([200]);
    await register({ event_types: ["response.completed"] });
    await register({ event_types: ["batch.failed"] });
    await createBatch("");
    await arrived;
    expect(receiver.requests.map(({ bodyJson }) => bodyJson)).toMatchObject([{ type: "batch.failed" }]);
  });

  test("is told when the clock reaches it, and a cancelled one when it is cancelled", async () => {
    const clock = new StandingClock();
    await start({ clock, batches: { durationMs: 1000 } });
    const { arrived } = await receive([200, 200]);
    await register();
    const [first, second] = [await createBatch(line), await createBatch(line)];
    expect(endpoint.deliveries).toEqual([]);
    await call(endpoint, `/openai/v1/batches/${second.id}/cancel`, undefined, { method: "POST" });
    clock.advance(1000);
    await call(endpoint, "/openai/v1/batches");
    await arrived;
    expect(endpoint.deliveries.map(({ event }) => [event.type, event.data.id])).toEqual([
      ["batch.cancelled", second.id],
      ["batch.completed", first.id],
    ]);
  });

  test("is told again, under the same id, until the receiver says 2xx", async () => {
    await start({ clock: new StandingClock(), webhooks: { attempts: 5 } });
    const { arrived } = await receive([500, 302, 202]);
    await register();
    await createBatch(line);
    await arrived;
    await ended(3);
    await endpoint.close();
    expect(endpoint.deliveries[0]?.statuses).toStrictEqual([500, 302, 202]);
    const sent = receiver.requests.map(({ headers }) => headers["webhook-id"]);
    expect(new Set(sent)).toEqual(new Set([endpoint.deliveries[0]?.id]));
    expect(receiver.requests.map(({ path }) => path)).toEqual(["/hook", "/hook", "/hook"]);
  });

  test("is not told after the attempts that are allowed", async () => {
    await start({ clock: new StandingClock(), webhooks: { attempts: 2 } });
    await receive([500, 500, 200]);
    await register();
    await createBatch(line);
    await ended(2);
    await endpoint.close();
    expect(receiver.requests).toHaveLength(2);
  });

  test("is told to no other machine", async () => {
    await start({ clock: new StandingClock() });
    await register({ url: "https://127.0.0.1.example.com/" });
    const { id } = await createBatch(line);
    await call(endpoint, `/openai/v1/batches/${id}`);
    await endpoint.close();
    expect(endpoint.deliveries.map(({ statuses }) => statuses.length)).toEqual([0]);
  });
});

describe("the end of a fine-tuning job", () => {
  const ends = ["fine_tuning.job.succeeded", "fine_tuning.job.failed", "fine_tuning.job.cancelled"];

  const createJob = async (rows: object[]) => {
    const file = await uploadTo(endpoint, linesOf(rows), { purpose: "fine-tune" });
    const { body } = await call(endpoint, "/openai/v1/fine_tuning/jobs", {
      ...{ model: "gpt-4.1-2025-04-14", trainingType: "Standard", training_file: file.body.id },
    });
    return body.id as string;
  };

  test("is told without anybody looking", async () => {
    await start();
    const { arrived } = await receive([200, 200]);
    await register({ event_types: ends });
    const [good, bad] = [await createJob(chatRows()), await createJob(chatRows(3))];
    await arrived;
    const told = receiver.requests.map(({ bodyJson }) => bodyJson);
    expect(told).toContainEqual(
      expect.objectContaining({ type: "fine_tuning.job.succeeded", data: { id: good } }),
    );
    expect(told).toContainEqual(
      expect.objectContaining({ type: "fine_tuning.job.failed", data: { id: bad } }),
    );
  });

  test("is told when the clock reaches it, and at once when it is cancelled", async () => {
    const clock = new StandingClock();
    await start({ clock, fineTuning: { trainingMs: 1000 } });
    await register({ event_types: ends, url: "https://example.com/hook" });
    const [first, second] = [await createJob(chatRows()), await createJob(chatRows())];
    await call(endpoint, `/openai/v1/fine_tuning/jobs/${second}/cancel`, {});
    clock.advance(1000);
    await call(endpoint, "/openai/v1/fine_tuning/jobs");
    expect(endpoint.deliveries.map(({ event }) => [event.type, event.data.id])).toEqual([
      ["fine_tuning.job.cancelled", second],
      ["fine_tuning.job.succeeded", first],
    ]);
  });
});

test("a delivery is signed for its id and its second", async () => {
  await start();
  const id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const event = {
    id: "evt_1",
    object: "event",
    type: "batch.failed",
    created_at: 1,
    data: { id: "ü" },
  } as const;
  const { headers, body } = signedDelivery(secret, event, { id, nowMs: 1_614_265_330_999 });
  expect(headers).toMatchObject({ "webhook-id": id, "webhook-timestamp": "1614265330" });
  const { webhooks } = sdk();
  const atAnyTime = Number.POSITIVE_INFINITY;
  expect(await webhooks.unwrap(body, headers, secret, atAnyTime)).toEqual(event);
  const other = { ...headers, "webhook-id": "msg_other" };
  await expect(webhooks.unwrap(body, other, secret, atAnyTime)).rejects.toThrow("signature");
});
