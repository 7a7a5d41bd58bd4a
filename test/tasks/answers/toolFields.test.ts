import { offeredTools } from "../../../src/inputs/toolSettings";
import { chatToolFields, responseToolFields } from "../../../src/tasks/answers/toolFields";
import { readTools } from "../../../src/text/modelTool";

const parameters = {
  type: "object",
  properties: { city: { type: "string" } },
  required: ["city"],
  additionalProperties: false,
};
const weather = { name: "weather", description: "The weather of a city", parameters };
const strict = { ...weather, strict: true };

const offer = (tools: unknown, more: object = {}) =>
  offeredTools({ tools: readTools("Tools (JSON)", tools), ...more }, undefined);

describe("a function", () => {
  test.each<[form: string, given: object]>([
    ["chat", { type: "function", function: weather }],
    ["the Responses API", { type: "function", ...weather }],
    ["its parts alone", weather],
    ["MCP", { name: "weather", description: weather.description, inputSchema: parameters }],
    ["another vendor", { name: "weather", description: weather.description, input_schema: parameters }],
  ])("in the form of %s is sent to both APIs in theirs", (_form, given) => {
    expect(chatToolFields(offer([given]))).toEqual({ tools: [{ type: "function", function: strict }] });
    expect(responseToolFields(offer([given]))).toEqual({ tools: [{ type: "function", ...strict }] });
  });

  test("may stand alone, outside a list", () => {
    expect(chatToolFields(offer(weather))).toEqual({ tools: [{ type: "function", function: strict }] });
  });

  test("without parameters takes an empty object", () => {
    for (const given of [{ name: "now" }, { name: "now", parameters: null }])
      expect(responseToolFields(offer([given])).tools).toEqual([
        { type: "function", name: "now", strict: false, parameters: { type: "object", properties: {} } },
      ]);
  });

  test.each<[what: string, given: unknown]>([
    ["properties alone", { city: { type: "string" } }],
    ["the property description alone", { description: { type: "string" } }],
    ["names of types", { city: "string" }],
    ["a list", [parameters]],
    ["a text", "city"],
  ])("with %s as its parameters is refused by name", (_what, given) => {
    expect(() => offer([{ name: "f", parameters: given }])).toThrow(
      /the tool f has parameters that are no JSON schema/,
    );
  });

  test.each([{}, { description: "Takes nothing" }, { title: "f", $comment: "x" }])(
    "may have the parameters %j",
    (given) => {
      expect(chatToolFields(offer([{ name: "f", parameters: given }])).tools).toHaveLength(1);
    },
  );

  test("is enforced on every level, without keywords that only others read", () => {
    const given = {
      $schema: "https://json-schema.org/draft/2020-12/schema",
      "x-order": ["a"],
      type: "object",
      properties: {
        a: { type: "object", $comment: "inner", properties: { b: { type: "number" } }, required: ["b"] },
      },
      required: ["a"],
    };
    const inner = {
      type: "object",
      properties: { b: { type: "number" } },
      required: ["b"],
      additionalProperties: false,
    };
    expect(chatToolFields(offer([{ name: "f", parameters: given }])).tools).toMatchObject([
      {
        function: {
          strict: true,
          parameters: {
            type: "object",
            properties: { a: inner },
            required: ["a"],
            additionalProperties: false,
          },
        },
      },
    ]);
  });

  test("that may lack a property is sent as it is, and so is one that may be called beside others", () => {
    const open = { type: "object", properties: { a: { type: "string", default: "x" } } };
    expect(chatToolFields(offer([{ name: "f", parameters: { ...open, $id: "f" } }])).tools).toEqual([
      { type: "function", function: { name: "f", parameters: open, strict: false } },
    ]);
    expect(chatToolFields(offer([weather], { parallelToolCalls: "true" }))).toEqual({
      tools: [{ type: "function", function: { ...weather, strict: false } }],
      parallel_tool_calls: true,
    });
  });

  test("is as strict as it says itself", () => {
    const loose = { type: "object", properties: { a: { type: "string" } }, required: [] };
    expect(chatToolFields(offer([{ ...weather, strict: false }])).tools).toMatchObject([
      { function: { strict: false, parameters } },
    ]);
    expect(chatToolFields(offer([{ name: "f", strict: true, parameters: loose }])).tools).toMatchObject([
      { function: { strict: true, parameters: loose } },
    ]);
  });
});

describe("the choice", () => {
  test.each<[choice: string, chat: unknown, response: unknown]>([
    ["required", "required", "required"],
    ["NONE", "none", "none"],
    ["weather", { type: "function", function: { name: "weather" } }, { type: "function", name: "weather" }],
  ])("%s is sent as each API takes it", (toolChoice, chat, response) => {
    const offered = offer([weather], { toolChoice, parallelToolCalls: "false" });
    expect(chatToolFields(offered)).toMatchObject({ tool_choice: chat, parallel_tool_calls: false });
    expect(responseToolFields(offered)).toMatchObject({ tool_choice: response, parallel_tool_calls: false });
  });

  test("is never sent without tools", () => {
    const offered = offer([], { toolChoice: "auto", parallelToolCalls: "true" });
    expect([chatToolFields(offered), responseToolFields(offered)]).toEqual([{}, {}]);
  });

  test("of what there is not is refused by name", () => {
    expect(() => offer([], { toolChoice: "required" })).toThrow(
      /Tool Choice: it is required, and there is no tool/,
    );
    expect(() => offer([weather], { toolChoice: "wether" })).toThrow(/no tool has the name wether.*weather/);
  });
});

describe("tools of other types", () => {
  const search = { type: "web_search", search_context_size: "low" };
  const free = { type: "custom", custom: { name: "sql" } };

  test("go to the Responses API as they are, and chat takes those for text alone", () => {
    expect(responseToolFields(offer([search])).tools).toEqual([search]);
    expect(chatToolFields(offer([free], { toolChoice: "sql" }))).toEqual({
      tools: [free],
      tool_choice: { type: "custom", custom: { name: "sql" } },
    });
    expect(() => chatToolFields(offer([search]))).toThrow(
      /chat has no tool of the type web_search.*Create Response/,
    );
  });
});

describe("a tool that takes text", () => {
  const rules = { syntax: "lark", definition: "start: /a+/" };
  const named = { name: "sql", description: "Runs SQL" };
  const ofChat = {
    type: "custom",
    custom: { ...named, format: { type: "grammar", grammar: rules } },
  };
  const ofResponses = { type: "custom", ...named, format: { type: "grammar", ...rules } };

  test.each<[form: string, given: object]>([
    ["chat", ofChat],
    ["the Responses API", ofResponses],
  ])("in the form of %s is sent to both APIs in theirs", (_form, given) => {
    expect(chatToolFields(offer([given])).tools).toEqual([ofChat]);
    expect(responseToolFields(offer([given])).tools).toEqual([ofResponses]);
  });

  test("may be of any text", () => {
    const [inChat, flat] = [
      { type: "custom", custom: { name: "sql" } },
      { type: "custom", name: "sql" },
    ];
    for (const given of [inChat, flat]) {
      expect(chatToolFields(offer([given])).tools).toEqual([inChat]);
      expect(responseToolFields(offer([given])).tools).toEqual([flat]);
    }
    const text = { ...flat, format: { type: "text" } };
    expect(chatToolFields(offer([text])).tools).toEqual([
      { type: "custom", custom: { name: "sql", format: { type: "text" } } },
    ]);
  });

  test("needs a name as a function does", () => {
    expect(() => offer([{ type: "custom" }])).toThrow(/tool 1 has no name/);
    expect(() => offer([{ type: "custom", custom: { name: "a b" } }])).toThrow(/tool a b is not accepted/);
  });
});

describe("refused, by the tool's name,", () => {
  test.each<[what: string, tools: unknown, error: RegExp]>([
    ["is a name with a blank", [{ name: "find order" }], /name of the tool find order is not accepted/],
    ["is a name of 65 letters", [{ name: "a".repeat(65) }], /1 to 64 letters/],
    ["is a tool without a name", [weather, { parameters }], /tool 2 has no name/],
    ["is what is no tool", [weather, 7], /tool 2 is not an object/],
    ["are two of one name", [weather, { name: "weather" }], /two tools have the name weather/],
    [
      "are parameters that are no schema",
      [{ name: "f", parameters: "{}" }],
      /tool f has parameters that are no/,
    ],
    [
      "is a broken schema",
      [{ name: "f", parameters: { type: "objekt" } }],
      /tool f has no JSON schema.*type/,
    ],
    [
      "are parameters of another type",
      [{ name: "f", parameters: { type: "array" } }],
      /whose type is not object/,
    ],
    [
      "are 129 tools",
      Array.from({ length: 129 }, (_, index) => ({ name: `f${index}` })),
      /129 tools are more/,
    ],
  ])("%s", (_what, tools, error) => {
    expect(() => offer(tools)).toThrow(error);
  });
});

describe("a flow as a tool", () => {
  const invoke = {
    title: "Find Order",
    $schema: "https://json-schema.org/draft/2020-12/schema",
    type: "object",
    properties: { number: { description: "The order's number", type: "string" } },
    required: ["number"],
  };

  test("has its name, its invocation schema and its title", () => {
    const offered = offeredTools(
      { toolFlow: "Bestellung für Kunden" },
      { "Bestellung für Kunden": { invoke } },
    );
    expect(chatToolFields(offered).tools).toEqual([
      {
        type: "function",
        function: {
          name: "bestellung_fur_kunden",
          description: "Find Order",
          strict: true,
          parameters: {
            type: "object",
            properties: invoke.properties,
            required: ["number"],
            additionalProperties: false,
          },
        },
      },
    ]);
  });

  test("is refused without an invocation schema", () => {
    const odd = [undefined, null, {}, { "Find Order": null }, { "Find Order": { invoke: [] } }];
    for (const schemas of odd as undefined[])
      expect(() => offeredTools({ toolFlow: "Find Order" }, schemas)).toThrow(
        /Find Order has no invocation schema/,
      );
    expect(() => offeredTools({ toolFlow: "toString" }, {})).toThrow(/has no invocation schema/);
  });
});
