import { baseInName, isFineTunedName } from "../../../src/tasks/models/fineTunedName";
import { fineTuningMethods } from "../../../src/tasks/models/fineTuningMethods";
import { readManagedModel, readServiceModel } from "../../../src/tasks/models/readModel";

const nowMs = Date.parse("2026-11-21T09:00:00Z");
const managed = (entry: object) => readManagedModel({ name: "m", ...entry }, nowMs);

test.each([
  ["ft:gpt-4.1-mini-2025-04-14:my-org:suffix:abc123", "gpt-4.1-mini-2025-04-14"],
  ["gpt-4.1-2025-04-14.ft-0123abcd-suffix", "gpt-4.1-2025-04-14"],
  ["gpt-4.1-2025-04-14.ft-0123abcd:ckpt-step-90", "gpt-4.1-2025-04-14"],
  ["davinci:ft-my-org-2022-01-01", "davinci"],
  ["ftchkpt-0123abcd", undefined],
  ["ft:", undefined],
])("%s is a fine-tuned model's name, its base %s", (name, base) => {
  expect([isFineTunedName(name), baseInName(name)]).toEqual([true, base]);
});

test.each(["gpt-4.1", "draft-1", "soft-model", "left.after", "my-ft-model", ""])(
  "%j is no fine-tuned model's name",
  (name) => {
    expect([isFineTunedName(name), baseInName(name)]).toEqual([false, undefined]);
  },
);

test.each([
  ["gpt-4o-mini", ["supervised"]],
  ["GPT-4o-2024-08-06", ["supervised", "preference"]],
  ["gpt-4.1-nano-2025-04-14", ["supervised", "preference"]],
  ["gpt-4.1-2025-04-14.ft-0123", ["supervised", "preference"]],
  ["ft:o4-mini-2025-04-16:org::x", ["reinforcement"]],
  ["gpt-35-turbo-0125", ["supervised"]],
  ["gpt-4o-mini-transcribe", []],
  ["gpt-4o-audio-preview", []],
  ["gpt-5.4-mini", []],
  ["Llama-3.3-70B-Instruct", []],
])("%s is trained by %j, as far as its name tells", (name, methods) => {
  expect(fineTuningMethods(name)).toEqual(methods);
});

describe("whether new fine-tuning jobs can be made", () => {
  test.each<[object, boolean | null]>([
    [{ format: "OpenAI", capabilities: { fineTune: "true" } }, true],
    [{ format: "OpenAI", capabilities: { FINETUNETOKENSMAXVALUE: 2_000_000_000 } }, true],
    [{ format: "OpenAI", capabilities: {}, finetuneCapabilities: { FineTuneTokensMaxValue: "5" } }, true],
    [{ format: "OpenAI", capabilities: { FineTuneTokensMaxValue: "0", chatCompletion: "true" } }, false],
    [{ format: "OpenAI", capabilities: { chatCompletion: "true" } }, false],
    [{ format: "OpenAI", capabilities: {} }, null],
    // The flag of other makers' models is not set although they can be trained.
    [{ format: "Meta", capabilities: { fineTune: "false", chatCompletion: "true" } }, null],
    [{ format: "Meta", capabilities: { fineTune: "true" } }, true],
    [
      { format: "OpenAI", capabilities: { fineTune: "true" }, deprecation: { fineTune: "2026-11-21" } },
      false,
    ],
    [{ format: "OpenAI", capabilities: { fineTune: "true" }, deprecation: { fineTune: "2026-11-22" } }, true],
  ])("of %j is %j", (entry, expected) => {
    expect(managed(entry)?.fineTuning.isOffered).toBe(expected);
    expect(managed(entry)?.abilities.includes("fine-tuning")).toBe(expected === true);
  });

  test("is told by the service's flag of OpenAI's models alone", () => {
    const offered = (id: string) =>
      readServiceModel({ id, capabilities: { chat_completion: true, fine_tune: false } }, nowMs)?.fineTuning;
    expect(offered("gpt-5.4")?.isOffered).toBe(false);
    expect(offered("Llama-3.3-70B-Instruct")?.isOffered).toBeNull();
  });
});

describe("when calls end", () => {
  const skus = (...ends: Array<string | null>) =>
    ends.map((deprecationDate, index) => ({ name: `S${index}`, deprecationDate }));

  test.each<[object, string | null, number | null]>([
    [{ deprecation: { inference: "2026-12-01T00:00:00Z" } }, "2026-12-01T00:00:00.000Z", 9],
    [{ deprecation: { inference: Date.parse("2026-12-01") / 1000 } }, "2026-12-01T00:00:00.000Z", 9],
    [{ deprecation: { inference: Date.parse("2026-12-01") } }, "2026-12-01T00:00:00.000Z", 9],
    [{ deprecation: { inference: "2026-11-21T08:00:00Z" } }, "2026-11-21T08:00:00.000Z", -1],
    [{ skus: skus("2026-12-01", "2027-12-01") }, "2027-12-01T00:00:00.000Z", 374],
    [{ skus: skus("2026-12-01", null) }, null, null],
    [{ deprecation: { inference: "2026-12-01" }, skus: skus("2028-12-01") }, "2026-12-01T00:00:00.000Z", 9],
    [{ deprecation: null, skus: [] }, null, null],
    [{ deprecation: { inference: "0001-01-01T00:00:00Z" } }, null, null],
    [{ deprecation: { inference: 1e300 } }, null, null],
  ])("of %j is %j", (entry, inference, daysLeft) => {
    expect(managed(entry)?.retirement).toMatchObject({
      ...{ inference, daysLeft },
      isRetired: daysLeft !== null && daysLeft < 0,
    });
  });
});

test("a fine-tuned model's base is what the entry says, else what its name says", () => {
  const name = "gpt-4.1-2025-04-14.ft-0123";
  const base = (baseModel: unknown) => managed({ name, version: "1", baseModel });
  expect(base({ format: "OpenAI", name: "gpt-4.1", version: "2025-04-14" })).toMatchObject({
    ...{ id: name, version: "1", isFineTuned: true, baseModel: "gpt-4.1-2025-04-14" },
  });
  expect(base(null)?.baseModel).toBe("gpt-4.1-2025-04-14");
  expect(managed({ name: "gpt-4.1", baseModel: { name: "x" } })?.baseModel).toBeNull();
});

test.each(["2027", " 2027 ", "2027-01-01", 1_798_761_600, "1798761600"])(
  "%j as the end of a model is the first second of 2027",
  (inference) => {
    expect(managed({ deprecation: { inference } })?.retirement.inference).toBe("2027-01-01T00:00:00.000Z");
  },
);
