import { judgeMetrics } from "../../../src/tasks/fineTuning/metrics/judgeMetrics";
import type { MetricsRow } from "../../../src/tasks/fineTuning/metrics/metricsRow";

type Series = Record<string, ReadonlyArray<number | null>>;

const rowsOf = (series: Series): MetricsRow[] => {
  const length = Math.max(...Object.values(series).map((values) => values.length));
  return Array.from({ length }, (_, index) => ({
    step: index + 1,
    values: Object.fromEntries(Object.entries(series).map(([name, values]) => [name, values[index] ?? null])),
  }));
};

const judge = (series: Series, validationRows?: number) => judgeMetrics(rowsOf(series), { validationRows });

describe("a training by losses", () => {
  test.each<[string, number, "yes" | "no", string]>([
    ["alike", 1.1, "no", "fine"],
    ["a little worse", 1.3, "no", "mild"],
    ["half as much again", 1.5, "yes", "moderate"],
    ["twice", 2, "yes", "moderate"],
    ["more than twice", 2.1, "yes", "severe"],
  ])("whose validation ends %s is judged by the ratio", (_case, last, overfits, word) => {
    const judgment = judge({ train_loss: [3, 2, 1], valid_loss: [3, last, last] });
    expect(judgment.overfits).toBe(overfits);
    expect(judgment.verdict).toContain(`which is ${word}`);
    expect(judgment.numbers.validationToTraining).toBe(last);
  });

  it("whose validation has risen since its best overfits, though it lies near the training", () => {
    const judgment = judge({ train_loss: [3, 1.2, 1.2], valid_loss: [3, 1, 1.25] });
    expect(judgment).toMatchObject({ overfits: "yes", numbers: { finalToBest: 1.25, bestValidation: 1 } });
    expect(judgment.verdict).toContain("1.25 times the best one (overfitted above 1.2)");
  });

  it("is judged by averages where there are many steps, not by one that is noisy", () => {
    const noisy = Array.from({ length: 200 }, (_, index) => 1 + (index % 2 === 0 ? 0.4 : -0.4));
    const judgment = judge({ train_loss: noisy.toReversed(), valid_loss: noisy });
    expect(judgment.overfits).toBe("no");
    expect(judgment.numbers.finalToBest).toBeCloseTo(1);
    expect(judgment.numbers.validationToTraining).toBeCloseTo(1);
  });

  it("is judged on the whole validation set where that was measured often enough", () => {
    const series = { train_loss: [1, 1, 1], valid_loss: [1, 1, 9], full_valid_loss: [1, 1, 1] };
    expect(judge(series)).toMatchObject({ overfits: "no", numbers: { validationMetric: "full_valid_loss" } });
    expect(judge({ ...series, full_valid_loss: [1, 1] }).numbers.validationMetric).toBe("valid_loss");
  });

  test.each<[string, Series, number | undefined, string]>([
    ["has nothing", {}, undefined, "neither a loss nor a reward"],
    ["has no validation", { train_loss: [3, 2, 1] }, undefined, "nothing was measured on validation rows"],
    [
      "has two measured steps",
      { train_loss: [3, 2, 1], valid_loss: [3, 9] },
      undefined,
      "fewer than 3 steps (2)",
    ],
    ["has few rows", { train_loss: [3, 2, 1], valid_loss: [3, 9, 9] }, 9, "fewer than 10 rows (9)"],
  ])("that %s is not judged", (_case, series, validationRows, why) => {
    const judgment = judge(series, validationRows);
    expect(judgment.overfits).toBe("unknown");
    expect(judgment.verdict).toContain(why);
  });

  it("without any training loss left is judged by the rise alone", () => {
    const zero = judge({ train_loss: [1, 0, 0], valid_loss: [1, 0.5, 0.9] });
    expect(zero).toMatchObject({ overfits: "yes", numbers: { validationToTraining: null } });
    expect(zero.verdict).toContain("The training loss is 0");
    expect(judge({ train_loss: [1, 0, 0], valid_loss: [1, 0, 0] })).toMatchObject({
      overfits: "unknown",
      numbers: { validationToTraining: null, finalToBest: null },
    });
  });
});

describe("a training by rewards", () => {
  it("is judged by the gap", () => {
    const validation = { full_valid_mean_reward: [0.1, 0.3, 0.5] };
    expect(judge({ train_mean_reward: [0.1, 0.3, 0.55], ...validation }).overfits).toBe("no");
    const wide = judge({ train_mean_reward: [0.1, 0.4, 0.7], ...validation });
    expect(wide.overfits).toBe("yes");
    expect(wide.verdict).toContain("0.2 above the validation reward (suspicious above 0.1)");
    expect(judge(validation).overfits).toBe("unknown");
  });

  it("that never rises from 0 points to the grader", () => {
    const { verdict } = judge({ train_mean_reward: [0, 0, 0], valid_mean_reward: [0, 0, 0] });
    expect(verdict).toContain("check the grader");
  });

  it("that makes answers ever longer says so", () => {
    const series = { train_mean_reward: [0.1, 0.2, 0.3], valid_mean_reward: [0.1, 0.2, 0.3] };
    expect(judge({ ...series, train_reasoning_tokens_mean: [100, 200, 290] }).verdict).not.toContain(
      "tokens",
    );
    expect(judge({ ...series, train_reasoning_tokens_mean: [100, 200, 300] }).verdict).toContain(
      "3 times those at the beginning",
    );
  });
});
