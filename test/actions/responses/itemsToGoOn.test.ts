import { run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { askerOf, bodiesOf, type Output, responseOf, said } from "./support";

const server = shareServer();
const ask = askerOf(server);
const userPrompt = "Where?";
const toolSettings = {
  tools: [{ name: "find", parameters: { type: "object", properties: { city: { type: "string" } } } }],
};
const question = { type: "message", role: "user", content: userPrompt };
const thought = { type: "reasoning", id: "rs_1", summary: [] };

const call = (more: object) => ({
  type: "function_call",
  name: "find",
  arguments: '{"city":"Bern"}',
  ...more,
});

/** The input of a request that goes on from an answer with the results of all its calls. */
const nextInput = async ({ items, tool_calls: calls }: Output): Promise<unknown> => {
  const toolResults = calls.map(({ id, arguments: given }) => ({ key: id, value: given }));
  await ask({ inputItems: items, toolResults, toolSettings }, { body: responseOf([said("There.")]) });
  return bodiesOf(server)[0]?.["input"];
};

describe("the items of an answer go on with the results of its calls", () => {
  it.each<[what: string, calls: object[]]>([
    ["that have no ids", [call({}), call({ arguments: '{"city":"Rome"}' })]],
    ["that share an id", [call({ call_id: "c" }), call({ call_id: "c", arguments: '{"city":"Rome"}' })]],
  ])("%s", async (_what, calls) => {
    const answer = await ask({ userPrompt, toolSettings }, { body: responseOf([thought, ...calls]) });
    const [first, second] = answer.tool_calls.map(({ id }) => id);
    expect(await nextInput(answer)).toEqual([
      question,
      thought,
      { ...calls[0], call_id: first },
      { ...calls[1], call_id: second },
      { type: "function_call_output", call_id: first, output: '{"city":"Bern"}' },
      { type: "function_call_output", call_id: second, output: '{"city":"Rome"}' },
    ]);
  });

  it("that a model wrapped in one, or wrote without arguments", async () => {
    const uses = ["Bern", "Rome"].map((city) => ({ recipient_name: "functions.find", parameters: { city } }));
    const wrapped = call({
      id: "fc_1",
      call_id: "c",
      name: "parallel",
      arguments: JSON.stringify({ tool_uses: uses }),
    });
    const empty = call({ id: "fc_2", call_id: "d", arguments: "" });
    const answer = await ask({ userPrompt, toolSettings }, { body: responseOf([wrapped, empty]) });
    expect(await nextInput(answer)).toMatchObject([
      question,
      call({ call_id: "c_1" }),
      call({ call_id: "c_2", arguments: '{"city":"Rome"}' }),
      call({ id: "fc_2", call_id: "d", arguments: "{}" }),
      { call_id: "c_1" },
      { call_id: "c_2" },
      { call_id: "d" },
    ]);
  });
});

describe("the items of an answer that broke off", () => {
  const more = { status: "incomplete", incomplete_details: { reason: "max_output_tokens" } };
  const half = call({ call_id: "c", arguments: '{"ci' });

  it("have no calls that nobody runs, and no reasoning that led to nothing", async () => {
    const cut = responseOf([said("I look."), thought, half], more);
    const { outcome, items } = await ask({ userPrompt, toolSettings }, { body: cut });
    expect([outcome, items]).toEqual(["truncated", [question, said("I look.")]]);
    server.script({ body: cut });
    const { data } = await run("getResponse", { connection: connectionTo(server.url), responseId: "resp_1" });
    expect(data).toMatchObject({ items: [said("I look.")], output: [{}, thought, half] });
  });
});
