import { measureRow } from "../../../src/tasks/fineTuning/measureRow";
import { prepareTrainingData } from "../../../src/tasks/fineTuning/prepareTrainingData";
import { RowFindings } from "../../../src/tasks/fineTuning/RowFindings";
import { TokenMeter } from "../../../src/tasks/fineTuning/TokenMeter";
import { chatRow } from "./prepared";

/** A meter that counts so many tokens for each character, and how many characters it counted. */
const meterOf = (share: number, exact: number) => {
  const counted = { characters: 0 };
  const meter = new TokenMeter(async (text) => {
    counted.characters += text.length;
    return Math.ceil(text.length * share);
  }, exact);
  return { meter, counted };
};

describe("tokens of many rows", () => {
  test("are counted up to a bound, also where every row may be too long", async () => {
    const { meter, counted } = meterOf(0.2, 10_000);
    for (let row = 0; row < 500; row += 1) await meter.measure(["a".repeat(1_000)], 100);
    expect(counted.characters).toBe(20_000);
    expect(meter.isEstimate).toBe(true);
  });

  test("are estimated by those that were counted", async () => {
    const { meter } = meterOf(0.5, 100);
    expect(await meter.measure(["a".repeat(90)], 1_000)).toEqual({ tokens: [45], isEstimate: false });
    expect(await meter.measure(["b".repeat(80)], 1_000)).toEqual({ tokens: [40], isEstimate: true });
  });

  test("are at most the bytes of a text, and never none where nothing was counted", async () => {
    const { meter } = meterOf(3, 10);
    await meter.measure(["😀".repeat(5)], 1_000);
    expect((await meter.measure(["a".repeat(50)], 1_000)).tokens).toEqual([50]);
    const { meter: fresh } = meterOf(1, 10);
    expect((await fresh.measure(["a".repeat(400)], 1_000)).tokens).toEqual([100]);
  });

  test("make no row wrong where they are an estimate", async () => {
    const { meter } = meterOf(1, 10);
    await meter.measure(["a".repeat(10)], 1_000);
    const findings = new RowFindings();
    const given = { meter, mostTokens: 90, rules: { method: "supervised" } } as const;
    await measureRow(chatRow(1), { prompt: "a".repeat(80), answers: ["b".repeat(20)] }, given, findings);
    expect(findings.wrong).toEqual([]);
    expect(findings.odd.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/^By an estimate it has more than 90 tokens/),
    ]);
  });

  test("are counted in turns, so that a step ends within a long text", async () => {
    let turns = 0;
    const records = [chatRow(1, "so many words ".repeat(5_000))];
    await prepareTrainingData({ records }, { method: "supervised", service: "openai" }, () => {
      turns += 1;
      return undefined;
    });
    expect(turns).toBeGreaterThan(5);
  });
});
