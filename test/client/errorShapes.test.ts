import { type Failure, failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import type { ScriptedAnswer } from "../support/scriptedServer";
import { errorShapeCases } from "./errorShapeCases";

const server = shareServer();

const failWith = (answer: ScriptedAnswer, fields: Record<string, unknown> = {}): Promise<Failure> => {
  server.script(answer);
  return failureOf(
    run("createChatCompletion", {
      connection: keyConnection(server.url, fields),
      userPrompt: "Hello",
      requestOptions: { maxRetries: "0" },
    }),
  );
};

describe.each(errorShapeCases)("$what", ({ answer, facts, sentence, advice, isConnectionError = false }) => {
  it("gives the facts as properties", async () => {
    expect(await failWith(answer)).toMatchObject(facts);
  });

  it("is one line: the action's label, the service's sentence, what to do", async () => {
    const { message } = await failWith(answer);
    expect(message).toMatch(/^Create Chat Completion [a-z]/);
    expect(message).not.toMatch(/[\n\r\t]| {2}|undefined|\[object|null/);
    if (sentence !== undefined) expect(message).toContain(sentence);
    expect(message.slice(sentence ? message.indexOf(sentence) + sentence.length : 0)).toMatch(advice);
    expect(message.endsWith(".")).toBe(true);
  });

  it(`${isConnectionError ? "marks" : "does not mark"} the connection as what has to change`, async () => {
    const error = await failWith(answer);
    expect("connection" in error).toBe(isConnectionError);
    expect(error.name).toBe(isConnectionError ? "ConnectionError" : "AzureOpenAIError");
  });
});
