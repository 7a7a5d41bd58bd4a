import type { JsonObject } from "../../../src/text/isObject";
import { mendedBody } from "./mendedBody";
import { refusal } from "./refusals";

const settings = {
  temperature: 0.7,
  seed: 7,
  stop: "END",
  max_tokens: 100_000,
  reasoning_effort: "xhigh",
  user: "a",
};
const without = (...names: string[]): JsonObject =>
  Object.fromEntries(Object.entries(settings).filter(([name]) => !names.includes(name)));

describe("a refusal in other words", () => {
  test.each<[refused: unknown, dropped: string[]]>([
    [
      [
        {
          error: {
            code: 400,
            message: 'Invalid JSON payload received. Unknown name "seed": Cannot find field.',
          },
        },
      ],
      ["seed"],
    ],
    [{ error: "temperature is not supported for this model" }, ["temperature"]],
    [{ message: "stop: Extra inputs are not permitted" }, ["stop"]],
    [{ errors: ["`seed` is not supported", "`stop` is not supported"] }, ["seed", "stop"]],
    ["Unrecognized request arguments supplied: seed, user", ["seed", "user"]],
    [refusal("Additional properties are not allowed ('seed' was unexpected) - 'seed'"), ["seed"]],
    [{ message: { detail: [{ type: "extra_forbidden", loc: ["body", "seed"], msg: "Extra" }] } }, ["seed"]],
    [refusal("Bad request", { param: "seed", code: "unsupported_parameter" }), ["seed"]],
    [refusal("Unknown field '$.user'"), ["user"]],
    [refusal("`temperature` is deprecated for this model."), ["temperature"]],
    [JSON.stringify(JSON.stringify(refusal("Unsupported parameter: 'seed'."))), ["seed"]],
    [
      { error: { metadata: { raw: JSON.stringify(JSON.stringify(refusal("Unknown parameter: 'stop'."))) } } },
      ["stop"],
    ],
    [
      `Error code: 400 - {'error': {'message': "Unsupported parameter: 'seed' is not supported", 'param': 'seed'}}`,
      ["seed"],
    ],
  ])("%j", (refused, dropped) => {
    expect(mendedBody(settings, refused).after).toEqual(without(...dropped));
  });

  test.each<[sentence: string, most: number]>([
    ["max_tokens: 100000 > 8192, which is the maximum allowed number of output tokens", 8192],
    ["Invalid max_tokens: must be between 1 and 4096", 4096],
    ["max_tokens exceeds the maximum allowed (2048)", 2048],
  ])("%s", (sentence, most) => {
    expect(mendedBody(settings, refusal(sentence)).after).toEqual({ ...settings, max_tokens: most });
  });

  test("of a value without a list is remembered for that value alone", () => {
    const refused = refusal(
      "Unsupported value: 'reasoning_effort' does not support 'xhigh' with this model.",
    );
    expect(mendedBody(settings, refused).after).toEqual(without("reasoning_effort"));
  });

  test("of a role, by the list of those that are known", () => {
    const messages = [
      { role: "developer", content: "Be brief." },
      { role: "user", content: "Hi" },
    ];
    const msg = "Input should be 'system', 'user', 'assistant' or 'tool'";
    const refused = { detail: [{ type: "literal_error", loc: ["body", "messages", 0, "role"], msg }] };
    expect(mendedBody({ messages }, refused).after).toMatchObject({ messages: [{ role: "system" }, {}] });
    const system = [{ role: "system", content: "Be brief." }];
    expect(mendedBody({ messages: system }, refused).told).toEqual([]);
  });

  test("of several parts beside an image joins the texts alone", () => {
    const image = { type: "image_url", image_url: { url: "https://images.test/1.png" } };
    const text = (words: string) => ({ type: "text", text: words });
    const messages = [{ role: "user", content: [text("One"), image, text("Two")] }];
    const { after } = mendedBody(
      { messages },
      { error: "The model expects a single `text` element per message." },
    );
    expect(after).toEqual({ messages: [{ role: "user", content: [text("One\nTwo"), image] }] });
  });
});

describe("what is no refusal of a setting", () => {
  test.each([
    "Rate limit reached for temperature.",
    "This model's maximum context length is 4096 tokens and your request has 100 input tokens (100000 > 4096 - 100). max_tokens is too large.",
    "Incorrect seed phrase",
    "The user is not supported.",
    "",
  ])("%s", (sentence) => {
    const { after, told } = mendedBody({ ...settings, user: undefined }, refusal(sentence));
    expect([after, told]).toEqual([{ ...settings, user: undefined }, []]);
  });
});

describe("a body that strangers made", () => {
  const deep = Array.from({ length: 5000 }).reduce<unknown>(
    (inner) => ({ error: inner }),
    "Unsupported 'seed'",
  );
  const wide = {
    detail: Array.from({ length: 50_000 }, () => ({ loc: ["body", "seed"], msg: "Extra inputs" })),
  };

  test.each<[what: string, body: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a number", 7],
    ["a list of nothing", [null, undefined, [], [[]], {}]],
    ["fields of other types", { error: { message: 7, param: {}, code: [] }, detail: "x", errors: 9 }],
    ["a place of other types", { detail: [{ loc: [null, {}, []], msg: null, type: 7 }] }],
    [
      "names of every object",
      refusal("Unsupported parameter: '__proto__', 'constructor', 'reasoning.constructor'"),
    ],
    ["depth", deep],
    ["quotes without end", "'".repeat(200_000)],
    ["names without end", `Unsupported ${"a_".repeat(100_000)}`],
    ["humps without end", `Unsupported ${"aB".repeat(100_000)}`],
    ["commas without end", `Unsupported parameters: ${"a, ".repeat(60_000)}`],
    ["brackets without end", `'loc': (${"(".repeat(100_000)}`],
  ])("%s changes nothing", (_what, body) => {
    const asked = { ...settings, reasoning: { effort: "low" }, messages: [null, 7, "x"] as unknown };
    expect(mendedBody(asked, body)).toEqual({ after: asked, told: [] });
  });

  test("is read as far as it may be of use", () => {
    expect(mendedBody(settings, wide).after).toEqual(without("seed"));
  });
});
