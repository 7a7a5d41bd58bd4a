import { connectionTo } from "../../actions/support";
import { chatAnswer } from "../../support/answers";
import { run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import type { ScriptedAnswer } from "../../support/scriptedServer";

const server = useServer();

const bodies = (): Array<Record<string, unknown>> => server.requests.map(({ body }) => JSON.parse(body));

const chat = async (params: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
  const { data } = await run("createChatCompletion", {
    connection: connectionTo(server.url, "v1"),
    userPrompt: "Hello",
    temperature: "0.2",
    ...params,
  });
  return data as Record<string, unknown>;
};

const noTemperature: ScriptedAnswer = {
  status: 400,
  body: {
    error: {
      message: "Unsupported parameter: 'temperature' is not supported with this model.",
      type: "invalid_request_error",
      param: "temperature",
      code: "unsupported_parameter",
    },
  },
};

test("a refused setting is left out of one more request, which the output tells", async () => {
  server.script(noTemperature, chatAnswer("Hi"));
  const { output_text, warnings } = await chat();
  expect([output_text, warnings]).toEqual(["Hi", ["Temperature was left out, since the model refuses it."]]);
  expect(bodies().map((body) => body["temperature"])).toEqual([0.2, undefined]);
});

test("what a deployment refused is left out of the next request from the start, and told again", async () => {
  server.script(noTemperature, chatAnswer());
  await chat();
  const { warnings } = await chat();
  expect(warnings).toHaveLength(1);
  expect(bodies()).toHaveLength(3);
});

test("without Adapt Parameters the refusal is the step's error", async () => {
  server.script(noTemperature, chatAnswer());
  await expect(chat({ modelSettings: { adaptParameters: "false" } })).rejects.toThrow("Temperature");
  expect(bodies()).toHaveLength(1);
});
