import { answerOf, startDeployments } from "../../client/fallbackRig";
import { hangUntilTimeout } from "../../support/answers";
import { keyConnection, run } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import { startMs } from "../../support/testClock";

const server = useStarted(() => startDeployments());
const clock = useTestClock();

it("a deployment that does not answer leaves time for the others, and gets few of the prompts", async () => {
  server.deploy("a", answerOf("a"));
  server.deploy("b", hangUntilTimeout(clock));
  const { data } = await run("createCompletions", {
    connection: keyConnection(server.url),
    model: "a",
    messages: JSON.stringify(Array.from({ length: 24 }, (_, index) => `Prompt ${index + 1}`)),
    fallbackModels: ["b"],
    bulkOptions: { spread: "true", concurrentRequests: "2" },
    requestOptions: { totalTimeout: "60000" },
  });
  expect(data).toMatchObject({ counts: { total: 24, succeeded: 24, failed: 0, remaining: 0 } });
  expect(server.asked.filter((name) => name === "a")).toHaveLength(24);
  expect(server.asked.filter((name) => name === "b").length).toBeLessThan(10);
  expect(clock.now()).toBeLessThan(startMs + 60_000);
});
