import { modelWarnings } from "../../../src/tasks/models/modelWarnings";
import { readManagedModel, readServiceModel } from "../../../src/tasks/models/readModel";

const nowMs = Date.parse("2026-11-21T09:00:00Z");

const model = (name: string, deprecation: object = {}, more: object = {}) => {
  const entry = {
    name,
    version: "1",
    format: "OpenAI",
    capabilities: { chatCompletion: "true" },
    deprecation,
  };
  const read = readManagedModel({ ...entry, ...more }, nowMs);
  if (!read) throw new Error("It can't be read.");
  return read;
};

const warn = (...models: Array<ReturnType<typeof model>>) => modelWarnings(models, false, nowMs);

test("calls that end within 60 days are told, the soonest first, with what takes their place", () => {
  const replacementConfig = { targetModelName: "new", targetModelVersion: "2" };
  expect(
    warn(
      model("later", { inference: "2027-01-20T00:00:00Z" }, { replacementConfig }),
      model("far", { inference: "2027-01-20T09:00:01Z" }),
      model("sooner", { inference: "2026-11-22" }),
      model("gone", { inference: "2026-11-21T09:00:00Z" }),
      model("open"),
    ),
  ).toEqual(["Calls end within 60 days: sooner-1 on 2026-11-22, later-1 on 2027-01-20 (then new 2)."]);
});

test("fine-tuning that ends soon or has ended is told of models that still answer", () => {
  expect(
    warn(
      model("near", { inference: "2030-01-01", fineTune: "2026-12-01" }),
      model("ended", { inference: "2030-01-01", fineTune: "2026-11-01" }),
      model("gone", { inference: "2026-01-01", fineTune: "2026-11-01" }),
      model("far", { inference: "2030-01-01", fineTune: "2029-01-01" }),
    ),
  ).toEqual([
    "New fine-tuning jobs end within 60 days: near-1 on 2026-12-01.",
    "No new fine-tuning jobs are taken any more: ended-1 on 2026-11-01.",
  ]);
});

test("more than thirty are counted", () => {
  const many = Array.from({ length: 40 }, (_, index) => model(`m${index}`, { inference: "2026-12-01" }));
  expect(warn(...many)).toEqual([expect.stringMatching(/, and 10 more\.$/)]);
});

test("a long name keeps its day and what takes its place", () => {
  const name = "long-".repeat(20);
  const replacementConfig = { targetModelName: "new", targetModelVersion: "2" };
  const [warning] = warn(model(name, { inference: "2026-12-01" }, { replacementConfig }));
  expect(warning).toBe(`Calls end within 60 days: ${name.slice(0, 60)}… on 2026-12-01 (then new 2).`);
});

describe("OpenAI", () => {
  const named = (id: string) => readServiceModel({ id }, nowMs) as ReturnType<typeof model>;

  test.each([
    ["2026-11-21", "ft:gpt-4.1:org::abc", /within the last 60 days, and none from 2027-01-06 on/],
    ["2027-01-05", "gpt-4.1-mini", /none from 2027-01-06 on/],
    ["2027-01-06", "o4-mini", /takes no new fine-tuning jobs since 2027-01-06/],
  ])("on %s is told to close fine-tuning where %s is listed", (day, id, sentence) => {
    expect(modelWarnings([named(id)], true, Date.parse(day))).toEqual([expect.stringMatching(sentence)]);
  });

  test("is told so of no model that nobody trains", () => {
    expect(modelWarnings([named("gpt-image-2"), named("x")], true, nowMs)).toEqual([]);
  });
});
