import { connectionTo } from "../../actions/support";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { type ScriptEntry, sendAnswer } from "../../support/scriptedServer";
import { refusal } from "./refusals";

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

const refusing = (name: string) => ({
  status: 400,
  body: refusal(`Unsupported parameter: '${name}' is not supported with this model.`, { param: name }),
});
const told = (label: string, deployment = "gpt-5.4") =>
  `${label} was left out, since ${deployment} refuses it.`;

/** A model that takes none of these parameters, and refuses one after the other. */
const modelWithout =
  (...names: string[]): ScriptEntry =>
  ({ body }, response) => {
    const refused = names.find((name) => name in JSON.parse(body));
    sendAnswer(response, refused === undefined ? chatAnswer() : refusing(refused));
  };
const extras = (...names: string[]) => ({
  temperature: "",
  modelSettings: { extraParameters: Object.fromEntries(names.map((name) => [name, 1])) },
});

describe("a refused setting", () => {
  test("is left out of one more request, which the output tells", async () => {
    server.script(refusing("temperature"), chatAnswer("Hi"));
    const { output_text, warnings } = await chat();
    expect([output_text, warnings]).toEqual(["Hi", [told("Temperature")]]);
    expect(bodies().map((body) => body["temperature"])).toEqual([0.2, undefined]);
  });

  test("is the step's error without Adapt Parameters", async () => {
    server.script(refusing("temperature"), chatAnswer());
    await expect(chat({ modelSettings: { adaptParameters: "false" } })).rejects.toThrow("Temperature");
    expect(bodies()).toHaveLength(1);
  });

  test.each([404, 422])("is looked for in a refusal of status %d", async (status) => {
    server.script({ ...refusing("temperature"), status }, chatAnswer());
    expect((await chat())["warnings"]).toEqual([told("Temperature")]);
  });

  test("is looked for in a refusal that came with a status of success, by its code", async () => {
    const body = refusal("Unsupported parameter: 'temperature' is not supported with this model.", {
      code: "unsupported_parameter",
    });
    server.script({ body }, chatAnswer());
    expect((await chat())["warnings"]).toEqual([told("Temperature")]);
  });

  test.each([401, 403, 409, 429, 500])("is not looked for in an error of status %d", async (status) => {
    server.script({ ...refusing("temperature"), status }, chatAnswer());
    await failureOf(chat({ requestOptions: { maxRetries: "0" } }));
    expect(bodies()).toHaveLength(1);
  });

  test("is not looked for again in the same sentence, and nothing is learned from it", async () => {
    server.script(refusing("temperature"));
    const { message } = await failureOf(chat());
    expect(message).toContain(`Tried: ${told("Temperature")}`);
    expect(bodies().map((body) => "temperature" in body)).toEqual([true, false]);
    server.script(chatAnswer());
    expect((await chat())["warnings"]).toEqual([]);
  });
});

describe("refusals one after the other", () => {
  test("are mended three times at most, and the last is the error, with what was tried", async () => {
    server.script(modelWithout("a_1", "a_2", "a_3", "a_4"));
    const { message } = await failureOf(chat(extras("a_1", "a_2", "a_3", "a_4")));
    expect(bodies()).toHaveLength(4);
    expect(message).toContain("'a_4' is not supported");
    expect(message).toContain(`Tried: ${["a_1", "a_2", "a_3"].map((name) => told(name)).join(" ")}`);
  });

  test("are learned from also where the request failed: the next one gets further", async () => {
    server.script(modelWithout("a_1", "a_2", "a_3", "a_4"));
    await failureOf(chat(extras("a_1", "a_2", "a_3", "a_4")));
    const { warnings } = await chat(extras("a_1", "a_2", "a_3", "a_4"));
    expect(warnings).toHaveLength(4);
    expect(bodies()).toHaveLength(6);
  });

  test("end with an error of another kind, which is not touched", async () => {
    server.script(refusing("temperature"), errorAnswer(401));
    const { message } = await failureOf(chat());
    expect(message).toContain("401");
    expect(message).not.toContain("Tried");
  });
});

describe("what was learned of a deployment", () => {
  test("is in its next request from the start, and told again", async () => {
    server.script(refusing("temperature"), chatAnswer());
    await chat();
    expect((await chat())["warnings"]).toEqual([told("Temperature")]);
    expect(bodies()).toHaveLength(3);
  });

  test("is not told where a request has nothing to change", async () => {
    server.script(refusing("temperature"), chatAnswer());
    await chat();
    expect((await chat({ temperature: "" }))["warnings"]).toEqual([]);
  });

  test("gives way where its model is another one since, and no limit is lost", async () => {
    const limited = () => chat({ temperature: "", modelSettings: { maxOutputTokens: "9" } });
    server.script(refusing("max_completion_tokens"), chatAnswer());
    await limited();
    server.script(refusing("max_tokens"), chatAnswer());
    expect((await limited())["warnings"]).toEqual([]);
    const limits = bodies().map((body) => [body["max_tokens"], body["max_completion_tokens"]]);
    expect(limits.slice(-2)).toEqual([
      [9, undefined],
      [undefined, 9],
    ]);
  });

  test("says nothing of another deployment", async () => {
    server.script(modelWithout("temperature"));
    await chat();
    const { warnings } = await chat({ model: "other" });
    expect(warnings).toEqual([told("Temperature", "other")]);
    expect(bodies()).toHaveLength(4);
  });

  test("beside data sources says nothing of requests without them", async () => {
    server.script(refusing("store"), chatAnswer());
    const stored = (fields: object) =>
      chat({ temperature: "", modelSettings: { extraParameters: { store: true, ...fields } } });
    const data_sources = [{ type: "azure_search" }];
    await stored({ data_sources });
    await stored({});
    await stored({ data_sources });
    expect(bodies().map((body) => body["store"])).toEqual([true, undefined, true, undefined]);
  });

  test("is about the value that was refused alone", async () => {
    const allowed = "Supported values are: 'low', 'high'.";
    const effort = (reasoningEffort: string) => chat({ temperature: "", modelSettings: { reasoningEffort } });
    const minimal = `Unsupported value: 'reasoning_effort' does not support 'minimal' with this model. ${allowed}`;
    server.script({ status: 400, body: refusal(minimal) }, chatAnswer());
    await effort("minimal");
    await effort("none");
    await effort("minimal");
    expect(bodies().map((body) => body["reasoning_effort"])).toEqual(["minimal", "low", "none", "low"]);
  });
});

describe("many prompts that are refused alike", () => {
  const ask = async (names: readonly string[]) => {
    server.script(modelWithout(...names));
    const { data } = await run("createCompletions", {
      connection: connectionTo(server.url),
      messages: Array.from({ length: 60 }, (_, index) => `Prompt ${index}`),
      ...extras(...names),
      bulkOptions: { concurrentRequests: "5" },
    });
    const { counts, warnings } = data as { counts: { succeeded: number }; warnings: string[] };
    expect([counts.succeeded, warnings]).toEqual([60, names.map((name) => told(name))]);
    return bodies().filter((body) => names.some((name) => name in body)).length;
  };

  test("are refused as often as requests were under way, and no more", async () => {
    expect(await ask(["a_1"])).toBeLessThanOrEqual(5);
  });

  test("share each of several mends", async () => {
    expect(await ask(["a_1", "a_2", "a_3"])).toBeLessThanOrEqual(15);
  });
});

describe("stop texts that a model does not take", () => {
  const answer = (text: string, reason: string, message: object = {}) => {
    const { body } = chatAnswer() as { body: Record<string, unknown> };
    const choice = {
      index: 0,
      finish_reason: reason,
      message: { role: "assistant", content: text, ...message },
    };
    return { body: { ...body, choices: [choice, { index: 1, message: null }] } };
  };
  const choiceOf = async (given: ReturnType<typeof answer>, stop: string[] = ["END", "\n\n"]) => {
    server.script(refusing("stop"), given);
    const { choices, output_text } = await chat({ temperature: "", modelSettings: { stop } });
    const [{ finish_reason: reason }] = choices as [{ finish_reason: string }];
    return [output_text, reason];
  };

  test("end an answer in parts as well, and what comes behind them is no part of it", async () => {
    const content = [
      { type: "text", text: "One E" },
      { type: "text", text: "ND two" },
    ];
    const tool_calls = [{ id: "1", type: "function", function: { name: "f", arguments: "{}" } }];
    expect(await choiceOf(answer("", "tool_calls", { content, tool_calls }))).toEqual(["One ", "stop"]);
  });

  test.each([
    ["One\n\nTwo END", "stop", "One", "stop"],
    ["One END", "length", "One ", "stop"],
    ["One", "length", "One", "length"],
    ["One END", "content_filter", "One ", "content_filter"],
  ])("end the answer all the same: %j, %s", async (text, reason, cut, ended) => {
    expect(await choiceOf(answer(text, reason))).toEqual([cut, ended]);
  });
});

describe("ids of tool calls that a server refuses", () => {
  const long = "chatcmpl-tool-0123456789abcdef0123456789abcdef";
  const call = (id: string) => ({ id, type: "function", function: { name: "find", arguments: "{}" } });
  const result = (id: string) => ({ role: "tool", tool_call_id: id, content: "1" });
  const messages = [
    { role: "user", content: "Where?" },
    { role: "assistant", content: null, tool_calls: [call(long), call("a1B2c3D4e")] },
    ...[result(long), result("a1B2c3D4e")],
  ];

  test.each([
    {
      ...{ object: "error", type: "invalid_function_call", param: null, code: "3280" },
      message: `Tool call id was ${long} but must be a-z, A-Z, 0-9, with a length of 9.`,
    },
    refusal(
      "Invalid 'messages[1].tool_calls[0].id': string too long. Expected a string with maximum length 40, but got a string with length 46 instead.",
      { param: "messages[1].tool_calls[0].id", code: "string_above_max_length" },
    ),
  ])("are shortened alike in calls and results, and come out as they were", async (body) => {
    server.script({ status: 400, body }, chatAnswer());
    const { messages: shown, warnings } = await chat({ messages, userPrompt: "" });
    expect(warnings).toEqual(["The ids of tool calls were shortened, since gpt-5.4 refuses theirs."]);
    const [, second] = bodies();
    const short = "72ba16708";
    expect(second?.["messages"]).toEqual([
      messages[0],
      { role: "assistant", content: null, tool_calls: [call(short), call("a1B2c3D4e")] },
      ...[result(short), result("a1B2c3D4e")],
    ]);
    expect(shown).toEqual([...messages, expect.anything()]);
  });

  test("are left where the conversation lacks a result", async () => {
    const body = refusal("The following tool_call_ids did not have response messages: call_1");
    server.script({ status: 400, body }, chatAnswer());
    await expect(chat({ messages, userPrompt: "" })).rejects.toThrow("did not have response messages");
    expect(bodies()).toHaveLength(1);
  });
});

describe("the service tier that was asked for", () => {
  const inTier = async (asked: string | undefined, answered: unknown) => {
    const { body } = chatAnswer() as { body: object };
    server.script({ body: { ...body, service_tier: answered } });
    const extraParameters = asked === undefined ? {} : { service_tier: asked };
    return (await chat({ modelSettings: { extraParameters, adaptParameters: "false" } }))["warnings"];
  };

  test("is told where the answer came in another", async () => {
    expect(await inTier("flex", "default")).toEqual([
      "The answer came in the service tier default, and not in flex as asked for.",
    ]);
  });

  test.each([
    ["flex", "flex"],
    ["auto", "default"],
    ["flex", undefined],
    ["flex", null],
    [undefined, "default"],
  ])("%p is no reason to warn where the answer says %p", async (asked, answered) => {
    expect(await inTier(asked, answered)).toEqual([]);
  });
});
