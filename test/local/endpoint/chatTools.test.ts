import { startLocalEndpoint } from "../../../local/endpoint";
import { connectionTo } from "../../actions/support";
import { run } from "../../support/connector";
import { shareEndpoint, shareStarted } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import { ask, call, chatPath } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const refusalOf = async (fields: Record<string, unknown>, path = chatPath) => {
  const { status, body } = await call(endpoint, path, ask("Weather?", fields));
  return [status, body.error?.param, body.error?.code];
};

const schema = (fields: object = {}) => ({ type: "object", properties: {}, ...fields });
const tool = (fields: object = {}) => ({ type: "function", function: { name: "find", ...fields } });
const calls = (...ids: string[]) => ({
  ...{ role: "assistant", content: null },
  tool_calls: ids.map((id) => ({ id, ...tool({ arguments: "{}" }) })),
});
const result = (id: string) => ({ role: "tool", tool_call_id: id, content: "x" });

describe("the endpoint refuses as the service does", () => {
  test.each<[fields: Record<string, unknown>, param: string, code: string | null]>([
    [{ tools: [] }, "tools", "empty_array"],
    [{ tools: Array(129).fill(tool()) }, "tools", "array_above_max_length"],
    [{ tool_choice: "auto" }, "tool_choice", null],
    [{ parallel_tool_calls: false }, "parallel_tool_calls", null],
    [{ tools: [{ name: "find" }] }, "tools[0].type", "missing_required_parameter"],
    [{ tools: [{ type: "web_search" }] }, "tools[0].type", "invalid_value"],
    [{ tools: [tool({ name: "a b" })] }, "tools[0].function.name", "invalid_value"],
    [
      { tools: [tool(), tool({ name: "a".repeat(65) })] },
      "tools[1].function.name",
      "string_above_max_length",
    ],
    [{ tools: [tool({ parameters: null })] }, "tools[0].function.parameters", "invalid_function_parameters"],
    [
      { tools: [tool({ strict: true, parameters: schema() })] },
      "tools[0].function.parameters",
      "invalid_function_parameters",
    ],
    [
      { tools: [tool()], tool_choice: { type: "function", function: { name: "other" } } },
      "tool_choice",
      "invalid_value",
    ],
    [{ messages: [result("1")] }, "messages.[0].role", null],
    [{ messages: [calls("1", "2"), result("1")] }, "messages.[2].role", null],
    [
      { messages: [{ role: "user", content: [{}] }] },
      "messages[0].content[0].type",
      "missing_required_parameter",
    ],
    [
      { messages: [{ role: "user", content: [{ type: "image_url", image_url: { url: "aGk=" } }] }] },
      "messages[0].content[0].image_url.url",
      "invalid_value",
    ],
    [
      { messages: [{ role: "user", content: [{ type: "file", file: { file_data: "x" } }] }] },
      "messages[0].content[0].type",
      "invalid_value",
    ],
  ])("%j by %s", async (fields, param, code) => {
    expect(await refusalOf(fields)).toEqual([400, param, code]);
  });

  test("files in other forms than PDFs with a name, where chat takes files", async () => {
    const file = (given: object) => ({
      messages: [{ role: "user", content: [{ type: "file", file: given }] }],
    });
    const data = `data:application/pdf;base64,${Buffer.from("%PDF-1.7").toString("base64")}`;
    const refusals = await Promise.all(
      [{}, { file_data: data }, { filename: "a.pdf", file_data: "JVBERi0=" }].map((given) =>
        refusalOf(file(given), "/v1/chat/completions"),
      ),
    );
    expect(refusals.map(([, param]) => param)).toEqual([
      "messages[0].content[0].file.file_id",
      "messages[0].content[0].file.filename",
      "messages[0].content[0].file.file_data",
    ]);
    expect(await refusalOf(file({ filename: "a.pdf", file_data: data }), "/v1/chat/completions")).toEqual([
      200,
      undefined,
      undefined,
    ]);
  });
});

describe("Create Chat Completion against it", () => {
  const own = shareEndpoint();
  const chat = async (params: object, api: "v1" | "openai" = "v1") => {
    const connection = connectionTo(own.url, api);
    const { data } = await run("createChatCompletion", { connection, ...params });
    return data as {
      tool_calls: Array<{ id: string; arguments: unknown; error: unknown }>;
      messages: object[];
    };
  };

  test("asks for a tool, and goes on with its result", async () => {
    const parameters = { type: "object", properties: { city: { type: "string" } }, required: ["city"] };
    const toolSettings = { tools: [{ name: "find", parameters }], toolChoice: "required" };
    const { tool_calls: asked, messages } = await chat({ userPrompt: "Weather in Bern?", toolSettings });
    expect(asked).toMatchObject([{ arguments: { city: expect.any(String) }, error: null }]);
    const results = asked.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "sunny" }));
    const next = await chat({
      messages: [...messages, ...results],
      toolSettings: { ...toolSettings, toolChoice: "" },
    });
    expect(next).toMatchObject({ outcome: "answered", output_text: expect.stringMatching(/./) });
  });

  test("sends files that it takes, on OpenAI a PDF among them", async () => {
    const files = [sampleImages.png, { data: "a,b", contentType: "text/csv" }];
    expect(await chat({ attachments: { files } })).toMatchObject({ outcome: "answered" });
    const withPdf = { userPrompt: "Hi", attachments: { files: [...files, Buffer.from("%PDF-1.7 …")] } };
    expect(await chat(withPdf, "openai")).toMatchObject({ outcome: "answered" });
    // Azure's chat takes none: the step goes over to the Responses API.
    expect(await chat(withPdf)).toMatchObject({ outcome: "answered" });
    expect(own.requests.at(-1)?.path).toBe("/openai/v1/responses");
  });
});
