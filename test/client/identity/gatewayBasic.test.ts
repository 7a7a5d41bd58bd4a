import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run } from "../../support/connector";
import { shareServer, useTestClock } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";

const server = shareServer();
useTestClock();

const password = "Gateway:Pa55word/of+the+team";
const base64 = (bytes: string | number[]): string => Buffer.from(bytes as string).toString("base64");

const ask = (subscriptionKey: string) =>
  run("createChatCompletion", {
    connection: keyConnection(server.url, { subscriptionKey, subscriptionKeyHeader: "Authorization" }),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "0" },
  });

test.each([
  ["as it is", `Basic team:${password}`],
  ["in Base64", `Basic ${base64(`team:${password}`)}`],
  ["as a header has it", `Authorization: Basic ${base64(`team:${password}`)}`],
  ["in quotes", `"Basic team:${password}"`],
])("a password that was entered %s goes out in Base64, and is hidden alone, too", async (_how, entered) => {
  server.script(chatAnswer());
  await ask(entered);
  expect(server.requests[0]?.headers.authorization).toBe(`Basic ${base64(`team:${password}`)}`);
  server.script({ status: 400, body: { error: { message: `No user has ${password} here.` } } });
  const exposure = await exposureOf(() => ask(entered));
  expect(exposure.output).toContain("No user has ");
  expect(leaksIn(exposure, [password])).toEqual([]);
});

test.each([
  ["without a colon", base64("team and no password")],
  ["of bytes that are no text", base64([0xff, 0x3a, 0xfe, 0x80, 0x41, 0x42])],
])("Base64 %s is refused unsent", async (_what, encoded) => {
  server.script(chatAnswer());
  expect((await failureOf(ask(`Basic ${encoded}`))).message).toBe(
    "Subscription Key: behind Basic stands user:password, as it is or in Base64. Enter it again.",
  );
  expect(server.requests).toEqual([]);
});
