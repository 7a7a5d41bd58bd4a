import type { ServerResponse } from "node:http";
import type { PromptResults } from "../../../src/actions/chat/promptResults";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { run } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import {
  type ReceivedRequest,
  type ScriptedBehavior,
  startScriptedServer,
} from "../../support/scriptedServer";
import { connectionTo, startEndpoint } from "../support";

const complete = async (url: string, messages: unknown, params: Record<string, unknown> = {}) =>
  (await run("createCompletions", { connection: connectionTo(url), messages, ...params }))
    .data as PromptResults;

const textsOf = ({ results }: PromptResults) => results.map(({ output_text }) => output_text);

const promptOf = ({ body }: ReceivedRequest): string =>
  (JSON.parse(body) as { messages: Array<{ content: string }> }).messages[0]?.content ?? "";

const reply = (response: ServerResponse, text: string): void => {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(chatAnswer(text).body));
};

/** Some rounds of the event loop, in which further requests could arrive. */
const settle = async (): Promise<void> => {
  for (let round = 0; round < 20; round += 1) await new Promise(setImmediate);
};

/** Holds requests until `size` wait or the last one arrived, then answers them, the last first. */
const answerInBatches = (size: number, total: number) => {
  let held: Array<() => void> = [];
  let arrived = 0;
  const log = { mostHeld: 0 };
  const behavior: ScriptedBehavior = (request, response) => {
    arrived += 1;
    held.push(() => reply(response, `answer to ${promptOf(request)}`));
    log.mostHeld = Math.max(log.mostHeld, held.length);
    if (held.length !== size && arrived !== total) return;
    void settle().then(() => {
      const batch = held.reverse();
      held = [];
      for (const answer of batch) answer();
    });
  };
  return { behavior, log };
};

const promptList = (count: number) => Array.from({ length: count }, (_, index) => `prompt ${index}`);

describe("many prompts at once", () => {
  test.each<[prompts: number, concurrency: string | undefined, most: number]>([
    [20, "4", 4],
    [12, "1", 1],
    [60, undefined, 50],
    [3, "50", 3],
  ])(
    "%i prompts with a bound of %s make %i requests at once, and keep their order",
    async (count, bound, most) => {
      const { behavior, log } = answerInBatches(most, count);
      const server = await startScriptedServer([behavior]);
      const prompts = promptList(count);
      const data = await complete(server.url, prompts, { bulkOptions: { concurrentRequests: bound } });
      await server.close();
      expect(textsOf(data)).toEqual(prompts.map((prompt) => `answer to ${prompt}`));
      expect(log.mostHeld).toBe(most);
    },
  );
});

describe("the total time of the step", () => {
  const clock = useTestClock();

  /** A local endpoint that takes a second for each answer. */
  const startSlowEndpoint = () =>
    startEndpoint({
      latencyMs: () => {
        clock.advance(1000);
        return 0;
      },
    });

  test("that runs out leaves the rest in input form, and a next run with it finishes", async () => {
    const endpoint = await startSlowEndpoint();
    const own = [{ role: "user", content: "Say five" }];
    const prompts = ["Say one", "Say two", "Say three", "Say four", own, "Say six"];
    const options = { bulkOptions: { concurrentRequests: "1" }, requestOptions: { totalTimeout: "4000" } };
    const first = await complete(endpoint.url, prompts, options);
    expect(textsOf(first)).toEqual(["one", "two", "three", "four"]);
    expect(first.counts).toEqual({ total: 6, succeeded: 4, failed: 0, remaining: 2 });
    expect(first.remaining).toEqual([own, "Say six"]);

    const second = await complete(endpoint.url, first.remaining, options);
    expect(textsOf(second)).toEqual(["five", "six"]);
    expect(second.remaining).toEqual([]);
    await endpoint.close();
  });

  test("can be chained by JSON text too", async () => {
    const endpoint = await startSlowEndpoint();
    const options = { bulkOptions: { concurrentRequests: "1" }, requestOptions: { totalTimeout: "1000" } };
    const answers: Array<string | null> = [];
    let left: unknown[] = ["Say one", "Say two", "Say three"];
    while (left.length > 0) {
      const data = await complete(endpoint.url, JSON.stringify(left), options);
      answers.push(...textsOf(data));
      left = data.remaining;
    }
    await endpoint.close();
    expect(answers).toEqual(["one", "two", "three"]);
  });

  test("that cuts a request off leaves its prompt in the rest", async () => {
    const server = await startScriptedServer([chatAnswer("one"), () => clock.fireEarliestTimer()]);
    const data = await complete(server.url, ["Say one", "Say two", "Say three"], {
      bulkOptions: { concurrentRequests: "1" },
      requestOptions: { totalTimeout: "4000" },
    });
    await server.close();
    expect(textsOf(data)).toEqual(["one"]);
    expect(data.counts).toEqual({ total: 3, succeeded: 1, failed: 0, remaining: 2 });
    expect(data.remaining).toEqual(["Say two", "Say three"]);
  });

  test("that is shorter than the wait the service asks for stops asking: the rest remains, with the time", async () => {
    const server = await startScriptedServer([
      chatAnswer("one"),
      errorAnswer(429, { "retry-after": "3600" }),
    ]);
    const data = await complete(server.url, promptList(20), {
      bulkOptions: { concurrentRequests: "1" },
      model: "long-wait",
    });
    await server.close();
    expect(data.results[0]?.output_text).toBe("one");
    expect(data.counts).toEqual({ total: 20, succeeded: 1, failed: 0, remaining: 19 });
    // One that was taken, one that was refused, and three that show that it is not alone.
    expect(server.requests).toHaveLength(5);
    expect(data.warning).toMatch(
      /^Not done: 19 of 20 prompts, because the quota has no room before 2026-11-21T10:00:0\dZ, /,
    );
    expect(data.warning).toContain("Create Multiple Chat Completion was refused for its rate (status 429");
  });

  test("cuts off no request that one attempt's own limit ends", async () => {
    const server = await startScriptedServer([() => clock.fireEarliestTimer(), chatAnswer("two")]);
    const data = await complete(server.url, ["Say one", "Say two"], {
      bulkOptions: { concurrentRequests: "1" },
      requestOptions: { timeout: "1000", maxRetries: "0" },
    });
    await server.close();
    expect(textsOf(data)).toEqual([null, "two"]);
    expect(data.results[0]?.error).toMatchObject({ kind: "timeout", attempts: 1 });
  });
});
