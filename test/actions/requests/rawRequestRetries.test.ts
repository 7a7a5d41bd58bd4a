import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useRawRequestRig } from "./rawRequestRig";

const rig = useRawRequestRig();
const { send } = rig;

describe("retries", () => {
  test("are not made unless they are asked for", async () => {
    const failure = await failureOf(send([errorAnswer(429), { body: {} }]));
    expect(failure).toMatchObject({ kind: "rateLimited", status: 429, attempts: 1 });
    expect(rig.server.requests).toHaveLength(1);
  });

  test("are made as often as they are asked for", async () => {
    const { data } = await send([errorAnswer(429), errorAnswer(500), { body: { a: 1 } }], {
      maxRetries: "2",
    });
    expect(data).toEqual({ a: 1 });
    expect(rig.server.requests).toHaveLength(3);
  });

  test.each<[string, Record<string, unknown>, number[]]>([
    ["no wait by default", {}, []],
    ["the same wait each time", { retryDelayMS: "250" }, [250, 250]],
  ])("have %s", async (_what, params, waits) => {
    await send([errorAnswer(500), errorAnswer(500), { body: {} }], { maxRetries: 2, ...params });
    expect(rig.clock.waits).toEqual(waits);
  });

  test("have a random wait that may double with exponential backoff", async () => {
    const answers = [errorAnswer(500), errorAnswer(500), errorAnswer(500), { body: {} }];
    await send(answers, { maxRetries: 3, retryDelayMS: "1000", useExponentialBackoff: "true" });
    expect(rig.clock.waits).toHaveLength(3);
    for (const [index, wait] of rig.clock.waits.entries())
      expect(wait).toBeLessThanOrEqual(1000 * 2 ** index);
  });

  test("wait as long as the service asks", async () => {
    await send([errorAnswer(429, { "retry-after": "7" }), { body: {} }], { maxRetries: 1 });
    expect(rig.clock.waits[0]).toBeGreaterThanOrEqual(7000);
    expect(rig.clock.waits[0]).toBeLessThanOrEqual(8000);
  });

  test.each<[string, string, Record<string, unknown>, number]>([
    ["a read", "GET", {}, 2],
    ["a creation", "POST", {}, 1],
    ["a creation with Retry On All Errors", "POST", { retryAllErrors: "true" }, 2],
  ])("of %s after an error of the service: %s", async (_what, method, params, requests) => {
    const outcome = send([errorAnswer(500), { body: {} }], {
      method,
      url: "/batches",
      maxRetries: 1,
      ...params,
    });
    await outcome.catch(() => undefined);
    expect(rig.server.requests).toHaveLength(requests);
  });

  test("are made of inference", async () => {
    await send([errorAnswer(500), chatAnswer()], {
      method: "POST",
      url: "/chat/completions",
      data: { model: "gpt-5.4", messages: [] },
      maxRetries: 1,
    });
    expect(rig.server.requests).toHaveLength(2);
  });
});

describe("the timeout", () => {
  test("ends a request that is not answered, and says what to change in this form", async () => {
    const failure = await failureOf(send(() => rig.clock.fireEarliestTimer(), { timeout: "1500" }));
    expect(failure).toMatchObject({ kind: "timeout", attempts: 1 });
    expect(failure.message).toContain("Raw Request got no answer within 1.5 s");
    expect(failure.message).toMatch(/Timeout/);
    expect(failure.message).not.toMatch(/Attempt Timeout|Total Timeout/);
  });

  test("is 300 seconds when it is left empty", async () => {
    await send((_request, response) => {
      expect(rig.clock.timerDelays).toEqual([300_000]);
      response.end("{}");
    });
    expect.assertions(1);
  });

  test.each(["0", "-5", "soon", "1.5", "1e999"])("is refused by the label: %s", async (timeout) => {
    const failure = await failureOf(send({ body: {} }, { timeout }));
    expect(failure.message).toMatch(/^Timeout: .*from 1 to 86400000/);
  });
});
