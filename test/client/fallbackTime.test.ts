import { hangUntilTimeout } from "../support/answers";
import { failureOf } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";
import { startMs } from "../support/testClock";
import { answerOf, broken, chatAt, startDeployments } from "./fallbackRig";

const server = useStarted(() => startDeployments());
const clock = useTestClock();
/** How long each request was given, in seconds. */
let given: number[];
beforeEach(() => {
  given = [];
});

const hang: ScriptEntry = (request, response) => {
  given.push((clock.timerDelays[0] ?? 0) / 1000);
  hangUntilTimeout(clock)(request, response);
};
const answer =
  (name: string): ScriptEntry =>
  (_request, response) => {
    given.push((clock.timerDelays[0] ?? 0) / 1000);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify(answerOf(name).body));
  };
const deployAll = (entries: Record<string, ScriptEntry>) => {
  for (const [name, entry] of Object.entries(entries)) server.deploy(name, entry);
};

describe("the time of a step with fallbacks", () => {
  it("is shared: a deployment that does not answer leaves the others theirs", async () => {
    deployAll({ a: hang, b: hang, c: answer("c") });
    const requestOptions = { totalTimeout: "60000", maxRetries: "3" };
    const { data } = await chatAt(server, { fallbackModels: ["b", "c"], requestOptions });
    expect(data).toMatchObject({ output_text: "from c" });
    expect(server.asked).toEqual(["a", "b", "c"]);
    expect(given).toEqual([20, 20, 20]);
    expect(clock.now()).toBe(startMs + 40_000);
  });

  it("that one did not use is the next one's", async () => {
    deployAll({ a: broken, b: hang, c: answer("c") });
    await chatAt(server, {
      fallbackModels: ["b", "c"],
      requestOptions: { totalTimeout: "60000", maxRetries: "0" },
    });
    expect(given).toEqual([30, 30]);
  });

  it("gives each attempt no more than Attempt Timeout, and the retries stay with the deployment", async () => {
    deployAll({ a: hang, b: answer("b") });
    const requestOptions = { timeout: "10000", totalTimeout: "60000", maxRetries: "1", retryDelayMS: "0" };
    await chatAt(server, {
      fallbackModels: ["b"],
      requestOptions: { ...requestOptions, useExponentialBackoff: "false" },
    });
    expect(server.asked).toEqual(["a", "a", "b"]);
    expect(given).toEqual([10, 10, 10]);
  });

  it("is all of one deployment's when it has none", async () => {
    deployAll({ a: hang });
    const requestOptions = { totalTimeout: "60000", maxRetries: "3" };
    const error = await failureOf(chatAt(server, { requestOptions }));
    expect(given).toEqual([60]);
    expect(error).toMatchObject({ kind: "timeout" });
  });

  it("that is used up is the first one's error, and nothing is asked beyond it", async () => {
    deployAll({ a: hang, b: hang, c: hang });
    const requestOptions = { totalTimeout: "60000", maxRetries: "0" };
    const error = await failureOf(chatAt(server, { fallbackModels: ["b", "c"], requestOptions }));
    expect(error).toMatchObject({ kind: "timeout", attempts: 1 });
    expect(given).toEqual([20, 20, 20]);
    expect(clock.now()).toBe(startMs + 60_000);
  });
});
