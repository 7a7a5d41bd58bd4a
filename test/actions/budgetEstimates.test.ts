import { chatAnswer } from "../support/answers";
import { keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

test.each([
  ["deployment", "", { apiVersion: "2024-10-21" }, "/deployments/images/chat/completions"],
  ["gateway's path", "/images/openai/v1", {}, "/images/openai/v1/chat/completions"],
])("a chat whose %s is called images is booked as a chat", async (_name, path, fields, url) => {
  server.script(chatAnswer("Hello"));
  const { data } = await run("createChatCompletion", {
    connection: keyConnection(server.url + path, fields),
    model: "images",
    userPrompt: "Hi",
    modelSettings: { maxOutputTokens: "100" },
    // An image takes more, and an answer of 100 tokens less.
    budget: { tokensPerRun: "5000" },
  });
  expect(data).toMatchObject({ output_text: "Hello" });
  expect(server.requests.at(-1)?.url).toContain(url);
});
