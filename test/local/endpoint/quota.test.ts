import { type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { formatDuration } from "../../../local/endpoint/service/quota";
import { ask, call, chatPath } from "./support";

/** An endpoint whose time stands still until it is told to move. */
const startWithQuota = async (quota: LocalEndpointOptions["quota"] & object) => {
  let nowMs = 1_000_000;
  const clock = { nowMs: () => nowMs, wait: async () => undefined };
  const endpoint = await startLocalEndpoint({ quota, clock });
  const advance = (deltaMs: number) => {
    nowMs += deltaMs;
  };
  return { endpoint, advance };
};

test("requests above the rate are refused until the bucket has refilled", async () => {
  const { endpoint, advance } = await startWithQuota({ requestsPerMinute: 2 });
  const first = await call(endpoint, chatPath, ask("hi"));
  expect(first.headers.get("x-ratelimit-limit-requests")).toBe("2");
  expect(first.headers.get("x-ratelimit-remaining-requests")).toBe("1");
  expect(first.headers.get("x-ratelimit-reset-requests")).toBe("30");
  await call(endpoint, chatPath, ask("hi"));
  const refused = await call(endpoint, chatPath, ask("hi"));
  expect([refused.status, refused.body.error.code]).toEqual([429, "429"]);
  expect(refused.headers.get("retry-after")).toBe("30");
  expect(refused.headers.get("retry-after-ms")).toBe("30000");
  advance(30_000);
  expect((await call(endpoint, chatPath, ask("hi"))).status).toBe(200);
  await endpoint.close();
});

test("tokens are estimated from the prompt and the answer's limit", async () => {
  const { endpoint } = await startWithQuota({ tokensPerMinute: 1000 });
  const small = await call(endpoint, chatPath, ask("hi", { max_completion_tokens: 900 }));
  expect(small.status).toBe(200);
  const large = await call(endpoint, chatPath, ask("hi", { max_completion_tokens: 900 }));
  expect([large.status, large.headers.get("x-ratelimit-limit-tokens")]).toEqual([429, "1000"]);
  const never = await call(endpoint, chatPath, ask("hi", { max_completion_tokens: 2000 }));
  expect([never.status, never.headers.get("retry-after")]).toEqual([429, "60"]);
  await endpoint.close();
});

test("listing models costs nothing", async () => {
  const { endpoint } = await startWithQuota({ requestsPerMinute: 1 });
  for (let index = 0; index < 3; index++)
    expect((await call(endpoint, "/openai/v1/models")).status).toBe(200);
  await endpoint.close();
});

test("the OpenAI api writes durations and its own code", async () => {
  const { endpoint } = await startWithQuota({ requestsPerMinute: 1 });
  const first = await call(endpoint, "/v1/chat/completions", ask("hi"));
  expect(first.headers.get("x-ratelimit-reset-requests")).toBe("1m0s");
  const refused = await call(endpoint, "/v1/chat/completions", ask("hi"));
  expect(refused.body.error.code).toBe("rate_limit_exceeded");
  await endpoint.close();
});

test.each([
  ["retryAfterOnly", "60"],
  ["none", null],
] as const)("headers %s leave retry-after as %s and no limits", async (headers, retryAfter) => {
  const { endpoint } = await startWithQuota({ requestsPerMinute: 1, headers });
  await call(endpoint, chatPath, ask("hi"));
  const refused = await call(endpoint, chatPath, ask("hi"));
  expect(refused.status).toBe(429);
  expect(refused.headers.get("retry-after")).toBe(retryAfter);
  expect(refused.headers.get("retry-after-ms")).toBeNull();
  expect(refused.headers.get("x-ratelimit-limit-requests")).toBeNull();
  await endpoint.close();
});

test.each([
  [12, "12ms"],
  [1500, "1.5s"],
  [60_000, "1m0s"],
  [360_000, "6m0s"],
])("%i ms is written %s", (durationMs, text) => {
  expect(formatDuration(durationMs)).toBe(text);
});
