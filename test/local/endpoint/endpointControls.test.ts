import { startLocalEndpoint } from "../../../local/endpoint";
import { useClosing } from "../../support/hooks";
import { ask, call, chatPath, StandingClock } from "./support";

const closeLater = useClosing();

/** An endpoint whose waits are noted and over at once. */
const start = async (options: Parameters<typeof startLocalEndpoint>[0] = {}) => {
  const waits: number[] = [];
  const clock = new StandingClock();
  const wait = async (delayMs: number) => void waits.push(delayMs);
  const noted = { nowMs: clock.nowMs, wait };
  const endpoint = closeLater(await startLocalEndpoint({ clock: noted, ...options }));
  const statuses = async (count: number, path = chatPath) => {
    const found: number[] = [];
    for (let index = 0; index < count; index++) found.push((await call(endpoint, path, ask("hi"))).status);
    return found;
  };
  return { endpoint, controls: endpoint.controls, waits, clock, statuses };
};

/** The fields that were refused, each with its sentence. */
const refusals = (given: ReturnType<Awaited<ReturnType<typeof start>>["controls"]["change"]>) =>
  "refusals" in given ? Object.fromEntries(given.refusals.map(({ field, message }) => [field, message])) : {};

test("what stands at the start is told", async () => {
  const quota = { requestsPerMinute: 3, headers: "openai" as const };
  const { controls } = await start({ latencyMs: 5, quota });
  expect(controls.read()).toEqual({
    ...{ latencyMs: 5, quota, retirements: {} },
    contentFilter: { share: 0, seed: 1, next: 0 },
    quotaLeft: [{ name: "requests", perMinute: 3, remaining: 3, resetMs: 0 }],
  });
  expect((await start({ latencyMs: () => 7 })).controls.read().latencyMs).toBeNull();
});

describe("latency", () => {
  test("is waited before each answer from the next request on", async () => {
    const { controls, waits, statuses } = await start({ latencyMs: 5 });
    await statuses(1);
    controls.change({ latencyMs: 80 });
    await statuses(1);
    controls.change({ latencyMs: 0 });
    await statuses(1);
    expect(waits).toEqual([5, 80]);
  });

  test("is spread between two bounds, the same each time", async () => {
    const { controls, waits, statuses } = await start();
    controls.change({ latencyMs: { fromMs: 100, toMs: 200 } });
    await statuses(8);
    controls.change({ latencyMs: { fromMs: 100, toMs: 200 } });
    await statuses(8);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(100);
    expect(Math.max(...waits)).toBeLessThanOrEqual(200);
    expect(new Set(waits).size).toBeGreaterThan(4);
    expect(waits.slice(8)).toEqual(waits.slice(0, 8));
  });
});

describe("the quota", () => {
  test("is another one from the next request on, and none after null", async () => {
    const { controls, statuses } = await start();
    controls.change({ quota: { requestsPerMinute: 1 } });
    expect(await statuses(2)).toEqual([200, 429]);
    expect(controls.read().quotaLeft).toEqual([
      { name: "requests", perMinute: 1, remaining: 0, resetMs: 60_000 },
    ]);
    controls.change({ quota: { requestsPerMinute: 2, tokensPerMinute: null, headers: null } });
    expect(controls.read().quota).toEqual({ requestsPerMinute: 2 });
    expect(await statuses(3)).toEqual([200, 200, 429]);
    controls.change({ quota: null });
    expect(await statuses(3)).toEqual([200, 200, 200]);
  });

  test("is not filled by a change of something else, and fills with time", async () => {
    const { controls, statuses, clock } = await start({ quota: { requestsPerMinute: 2 } });
    await statuses(2);
    controls.change({ latencyMs: 1 });
    expect(await statuses(1)).toEqual([429]);
    clock.advance(30_000);
    expect(controls.read().quotaLeft[0]?.remaining).toBe(1);
    expect(await statuses(2)).toEqual([200, 429]);
  });
});

describe("refusals of the content filter", () => {
  const image = { model: "gpt-image-2", prompt: "a lake" };
  const input = { model: "gpt-5.4", input: "hi" };
  const speech = { model: "gpt-4o-mini-tts", input: "hi", voice: "alloy" };

  test.each<[string, object, Record<string, unknown>]>([
    [chatPath, ask("hi"), { code: "content_filter", innererror: expect.anything() }],
    ["/openai/v1/responses", input, { code: "content_filter", content_filters: expect.any(Array) }],
    [
      "/openai/v1/images/generations",
      image,
      { code: "content_policy_violation", inner_error: expect.anything() },
    ],
    ["/openai/v1/audio/speech", speech, { code: "content_filter" }],
    ["/v1/chat/completions", ask("hi"), { code: "invalid_prompt", type: "invalid_request_error" }],
    ["/v1/responses", input, { code: "invalid_prompt" }],
    ["/v1/images/generations", image, { code: "moderation_blocked", type: "image_generation_user_error" }],
  ])("are in the shape of %s", async (path, body, error) => {
    const { endpoint, controls } = await start();
    controls.change({ contentFilter: { next: 1 } });
    const refused = await call(endpoint, path, body);
    expect([refused.status, refused.body.error]).toEqual([400, expect.objectContaining(error)]);
    expect((await call(endpoint, path, body)).status).toBe(200);
    expect(controls.read().contentFilter.next).toBe(0);
  });

  test("leave alone what nobody filters", async () => {
    const { endpoint, controls } = await start();
    controls.change({ contentFilter: { share: 1 } });
    const embeddings = { model: "text-embedding-3-large", input: "hi" };
    expect((await call(endpoint, "/openai/v1/embeddings", embeddings)).status).toBe(200);
    expect((await call(endpoint, "/openai/v1/models")).status).toBe(200);
    expect((await call(endpoint, "/v1/audio/speech", speech)).status).toBe(200);
  });

  test("are a share of the requests, the same for the same seed", async () => {
    const { controls, statuses } = await start();
    controls.change({ contentFilter: { share: 0.3, seed: 9 } });
    const first = await statuses(60);
    const refused = first.filter((status) => status === 400).length;
    expect(refused).toBeGreaterThan(8);
    expect(refused).toBeLessThan(32);
    controls.change({ contentFilter: { share: 0.3, seed: 9 } });
    expect(await statuses(60)).toEqual(first);
    controls.change({ contentFilter: null });
    expect(new Set(await statuses(20))).toEqual(new Set([200]));
  });
});

describe("a value that will not do", () => {
  test.each<[unknown, Record<string, RegExp>]>([
    [{ latencyMs: -1 }, { latencyMs: /whole number from 0 to 600,000, or fromMs and toMs, not -1/ }],
    [{ latencyMs: 1.5 }, { latencyMs: /whole number/ }],
    [{ latencyMs: null }, { latencyMs: /not null/ }],
    [{ latencyMs: { fromMs: 5 } }, { "latencyMs.toMs": /whole number/ }],
    [{ latencyMs: { fromMs: 5, toMs: 4 } }, { "latencyMs.toMs": /at least as much as under fromMs, not 4/ }],
    [{ quota: { requestsPerMinute: 0 } }, { "quota.requestsPerMinute": /from 1 to 1,000,000,000, not 0/ }],
    [{ quota: { headers: "gcp" } }, { "quota.headers": /one of azure, openai, retryAfterOnly, none/ }],
    [{ quota: 5 }, { quota: /null for no limit, not 5/ }],
    [{ contentFilter: { share: 1.1 } }, { "contentFilter.share": /a number from 0 to 1, not 1.1/ }],
    [{ contentFilter: { often: 1 } }, { "contentFilter.often": /There are: share, seed, next/ }],
    [
      { retirements: { "gpt-5.4": "soon" } },
      { "retirements.gpt-5.4": /a day such as 2026-12-01, not "soon"/ },
    ],
    [{ retirements: { "gpt-5.4": "2026-02-30" } }, { "retirements.gpt-5.4": /a day/ }],
    [{ retirements: { "gpt-5.4": "2026-13-01" } }, { "retirements.gpt-5.4": /a day/ }],
    [{ latency: 1 }, { latency: /There are: latencyMs, quota, contentFilter, retirements/ }],
    [JSON.parse('{"__proto__":1}'), { ["__proto__"]: /no such field/ }],
    [[], { "": /an object/ }],
  ])("is refused by name: %j", async (given, expected) => {
    const { controls } = await start();
    const before = controls.read();
    const found = refusals(controls.change(given));
    expect(Object.keys(found)).toEqual(Object.keys(expected));
    for (const [field, words] of Object.entries(expected)) expect(found[field]).toMatch(words);
    expect(controls.read()).toEqual(before);
  });

  test("changes nothing, the good ones beside it included", async () => {
    const { controls } = await start();
    const before = controls.read();
    controls.change({ latencyMs: 5, quota: { requestsPerMinute: "many" } });
    expect(controls.read()).toEqual(before);
  });
});

test("what was read or given is not what is kept", async () => {
  const { controls } = await start({ quota: { requestsPerMinute: 5 } });
  const latencyMs = { fromMs: 1, toMs: 2 };
  controls.change({ latencyMs });
  latencyMs.toMs = 9;
  controls.read().quota.requestsPerMinute = 9;
  expect(controls.read()).toMatchObject({ latencyMs: { toMs: 2 }, quota: { requestsPerMinute: 5 } });
});
