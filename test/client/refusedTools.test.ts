import { connectionTo } from "../actions/support";
import { failureOf, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const refusedWith = async (status: number, message: string) => {
  server.script({
    status,
    body: { error: { message, type: "invalid_request_error", param: null, code: null } },
  });
  const failure = await failureOf(
    run("createChatCompletion", { connection: connectionTo(server.url), userPrompt: "Hi" }),
  );
  expect(server.requests).toHaveLength(1);
  return failure;
};

test.each([
  [
    400,
    '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
    "runs without tool calls",
  ],
  [400, "registry.ollama.ai/library/llama3:8b does not support tools", "takes no tools"],
  [
    404,
    "No endpoints found that support tool use. To learn more, visit: https://openrouter.ai/docs",
    "takes no tools",
  ],
  [404, "No endpoints found that support the provided 'tool_choice' value.", "takes no tools"],
  [
    400,
    "litellm.UnsupportedParamsError: azure does not support parameters: ['tool_choice'], for model=gpt-5-chat.",
    "allowed_openai_params",
  ],
  [400, "'$.tool_choice' is invalid. Please check the API reference.", "API Version"],
])("a refusal of tools says what refuses them (%d %s)", async (status, message, advice) => {
  expect((await refusedWith(status, message)).mend).toContain(advice);
});

test("the ids that a gateway puts behind a sentence are not shown", async () => {
  const { message } = await refusedWith(
    400,
    "It is wrong. (request id: 2024a) (request id: 2024b) (request id: 2024c)",
  );
  expect(message).toContain("It is wrong.");
  expect(message).not.toContain("2024");
});
