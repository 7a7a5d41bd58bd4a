import type OpenAI from "openai";
import { createClient } from "../../src/client/createClient";
import { chatPurpose } from "../../src/inputs/model";
import { chatAnswer } from "../support/answers";
import { keyConnection, silentLogger } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer([chatAnswer()]);

const clientWith = (apiKey: string) =>
  createClient(
    { logger: silentLogger },
    { action: "Test", connection: keyConnection(server.url, { apiKey }) },
  );

const chatOf = (openai: OpenAI, content: string) =>
  openai.chat.completions.create({ model: "m", messages: [{ role: "user", content }] });

test("steps that call at the same time each send their own key, again and again", async () => {
  const keys = Array.from({ length: 8 }, (_, index) => `key-of-step-${index}-0123456789`);
  const steps = keys.map((key) => ({ key, client: clientWith(key) }));
  for (let round = 0; round < 3; round += 1) {
    await Promise.all(
      steps.flatMap(({ key, client }) =>
        [1, 2].map(() => client.withModel("m", chatPurpose, (openai) => chatOf(openai, key))),
      ),
    );
  }
  expect(server.requests).toHaveLength(48);
  for (const request of server.requests) {
    const { messages } = JSON.parse(String(request.body)) as { messages: Array<{ content: string }> };
    expect(request.headers["api-key"]).toBe(messages[0]?.content);
  }
});

test("an SDK that is kept beyond its call sends nothing", async () => {
  let kept: OpenAI | undefined;
  const client = clientWith("key-of-a-step-that-ended");
  await client.withModel("m", chatPurpose, (openai) => {
    kept = openai;
    return chatOf(openai, "hello");
  });
  const sent = server.requests.length;
  await expect(kept && chatOf(kept, "late")).rejects.toMatchObject({
    cause: { message: "The SDK was used after its call had ended." },
  });
  expect(server.requests).toHaveLength(sent);
});
