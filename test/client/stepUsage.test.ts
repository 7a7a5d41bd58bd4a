import { StepUsage } from "../../src/client/StepUsage";
import { StepWarnings } from "../../src/client/StepWarnings";

const prices = new Map([["mine", { input: 1, output: 2 }]]);

const warningsOf = (answer: unknown, deployment = "mine", price?: { input: number }): string[] => {
  const warnings = new StepWarnings();
  new StepUsage(warnings).take(answer, deployment, { prices, price });
  return warnings.list();
};

describe("the cost of an answer", () => {
  test.each<[tier: unknown]>([["default"], ["auto"], [null], [undefined], ["standard"], [""]])(
    "is at the ordinary price for the tier %j",
    (service_tier) => {
      expect(warningsOf({ usage: { prompt_tokens: 5 }, service_tier })).toEqual([]);
    },
  );

  test("comes with a warning where another tier answered, unless there is no price", () => {
    const answer = { usage: { prompt_tokens: 5 }, service_tier: "priority" };
    const told = [
      'The service answered at its tier "priority"; cost is at the prices entered, which may be those of another tier.',
    ];
    expect(warningsOf(answer)).toEqual(told);
    expect(warningsOf(answer, "other", { input: 3 })).toEqual(told);
    expect(warningsOf(answer, "other")).toEqual([]);
  });

  test("comes with a warning where the input is very long", () => {
    expect(warningsOf({ usage: { prompt_tokens: 272_000 } })).toEqual([]);
    expect(warningsOf({ usage: { input_tokens: 272_001 } })).toEqual([
      "An answer read more than 272000 tokens; some models cost more for so long an input than the prices entered.",
    ]);
  });

  test.each<[answer: unknown]>([[null], ["text"], [[]], [{ usage: "much", service_tier: { a: 1 } }]])(
    "of a strange answer is unknown: %j",
    (answer) => {
      const usage = new StepUsage(new StepWarnings());
      usage.take(answer, "mine", { prices });
      expect(usage.counter.shown()).toEqual({ tokens: null, cost: null });
    },
  );

  test("names a bounded number of deployments", () => {
    const usage = new StepUsage(new StepWarnings());
    for (let index = 0; index < 50; index += 1) usage.take({}, `d${index}`, { prices });
    expect(usage.models).toHaveLength(20);
    expect(usage.counter.answers).toBe(50);
  });
});
