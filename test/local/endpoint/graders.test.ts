import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { pathOf } from "./fineTuningSupport";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const check = {
  ...{ type: "string_check", name: "same", operation: "eq" },
  ...{ input: "{{sample.output_text}}", reference: "{{item.answer}}" },
};
const similar = {
  ...{ type: "text_similarity", name: "alike", evaluation_metric: "fuzzy_match" },
  ...{ input: "{{ sample.output_json.text }}", reference: "{{item.answer}}" },
};
const score = {
  ...{ type: "score_model", name: "judge", model: "gpt-4o-2024-08-06", range: [1, 5] },
  input: [{ role: "user", content: "How good is {{sample.output_text}}?" }],
};
const multi = {
  ...{ type: "multi", name: "both", graders: { same: check, alike: similar } },
  calculate_output: "0.25 * same + 0.75 * max(alike, 0)",
};

const validate = (grader: unknown, api: "azureV1" | "openai" = "azureV1") =>
  call(endpoint, pathOf(api, "/fine_tuning/alpha/graders/validate"), { grader });

const run = async (grader: unknown, sample: string, item?: object) =>
  (
    await call(endpoint, pathOf("azureV1", "/fine_tuning/alpha/graders/run"), {
      ...{ grader, model_sample: sample },
      ...(item && { item }),
    })
  ).body;

describe("a grader is validated", () => {
  test.each([
    ["string_check", check],
    ["text_similarity", similar],
    ["score_model", score],
    ["multi", multi],
  ])("%s", async (_, grader) => {
    const { status, body } = await validate(grader);
    expect([status, body]).toEqual([200, { grader }]);
  });

  test("python everywhere, an address on Azure alone", async () => {
    const python = { type: "python", name: "p", source: "def grade(sample, item): return 1" };
    const address = { type: "endpoint", name: "e", url: "https://grader.example/grade" };
    const statuses = [];
    for (const grader of [python, address]) {
      for (const api of ["azureV1", "openai"] as const) statuses.push((await validate(grader, api)).status);
    }
    expect(statuses).toEqual([200, 200, 200, 400]);
  });

  test.each<[string, unknown, string]>([
    ["that is a text", "same", "expected an object"],
    ["of an unknown type", { ...check, type: "guess" }, "Invalid grader type: 'guess'"],
    ["without a name", { ...check, name: undefined }, "'name' must be a text"],
    ["with another operation", { ...check, operation: "is" }, "unknown 'operation'"],
    ["with another measure", { ...similar, evaluation_metric: "taste" }, "unknown 'evaluation_metric'"],
    ["with a name that stands for nothing", { ...check, input: "{{answer}}" }, "'{{answer}}' in 'input'"],
    ["with no messages", { ...score, input: [] }, "'input' must be a list"],
    ["with no graders inside", { ...multi, graders: {} }, "'graders' must not be empty"],
    ["with itself inside", { ...multi, graders: { again: multi } }, "Invalid grader type: 'multi'"],
    ["with an address in the open", { type: "endpoint", name: "e", url: "http://h" }, "https://"],
    ["with a long program", { type: "python", name: "p", source: "x".repeat(262_145) }, "256 kB"],
  ])("and refused: one %s", async (_, grader, words) => {
    const { status, body } = await validate(grader);
    expect([status, body.error.param, body.error.message]).toEqual([
      400,
      "grader",
      expect.stringContaining(words),
    ]);
  });
});

describe("a grader is run", () => {
  test.each([
    ["eq", "Shelf A", 1],
    ["ne", "Shelf A", 0],
    ["like", "It is Shelf A.", 1],
    ["like", "It is shelf a.", 0],
    ["ilike", "It is shelf a.", 1],
  ])("%s on %j", async (operation, sample, reward) => {
    expect((await run({ ...check, operation }, sample, { answer: "Shelf A" })).reward).toBe(reward);
  });

  test("for likeness and by a formula", async () => {
    const item = { answer: "on the top shelf" };
    const outcome = await run(multi, '{"text":"on the low shelf"}', item);
    expect(outcome.sub_rewards).toEqual({ same: 0, alike: 0.75 });
    expect(outcome.reward).toBeCloseTo(0.5625);
  });

  test("within the range of a judge, the same each time", async () => {
    const [one, other] = [await run(score, "tea"), await run(score, "tea")];
    expect(one.reward).toBe(other.reward);
    expect(one.reward).toBeGreaterThanOrEqual(1);
    expect(one.reward).toBeLessThanOrEqual(5);
  });

  test("and says what it could not read", async () => {
    const { errors } = (await run(similar, "no JSON", {})).metadata;
    expect(errors).toMatchObject({ sample_parse_error: true, invalid_variable_error: true });
    const formula = await run({ ...multi, calculate_output: "same +" }, "{}", { answer: "" });
    expect([formula.reward, formula.metadata.errors.formula_parse_error]).toEqual([0, true]);
  });
});
