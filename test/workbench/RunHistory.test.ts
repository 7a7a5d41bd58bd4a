import { estimateBytes } from "../../local/workbench/server/runs/estimateBytes";
import { RunHistory } from "../../local/workbench/server/runs/RunHistory";
import { StepRun } from "../../local/workbench/server/runs/StepRun";

const runOf = (name: string, value?: unknown): StepRun => {
  const run = new StepRun(name, name, { kind: "action", key: name, form: {}, connections: {} });
  if (value !== undefined) run.succeed({ value });
  return run;
};

const megabyte = 1024 * 1024;

const namesIn = (history: RunHistory): string[] => history.list().map(({ name }) => name);

it("lets the oldest ended runs go when they hold too much, and keeps the last one and what runs", () => {
  const history = new RunHistory(3.5 * megabyte);
  history.add(runOf("running"));
  for (const name of ["a", "b", "c", "d"]) history.add(runOf(name, Buffer.alloc(megabyte)));
  expect(namesIn(history)).toEqual(["running", "a", "b", "c", "d"]);
  history.add(runOf("huge", Buffer.alloc(9 * megabyte)));
  expect(namesIn(history)).toEqual(["running", "b", "c", "d", "huge"]);
  history.add(runOf("last", 1));
  expect(namesIn(history)).toEqual(["running", "huge", "last"]);
  expect(history.resultOf("c")).toBeUndefined();
});

it("lets the oldest ended runs go when they are too many", () => {
  const history = new RunHistory();
  history.add(runOf("running"));
  for (let count = 0; count < 600; count += 1) history.add(runOf(`run${count}`, count));
  expect(history.list()).toHaveLength(500);
  expect(namesIn(history).slice(0, 2)).toEqual(["running", "run101"]);
});

it("gives a name once, also when its run is gone", () => {
  const history = new RunHistory();
  expect(["a", "b", "a"].map((key) => history.nameFor(key))).toEqual(["a", "b", "a2"]);
  for (let count = 0; count < 501; count += 1) history.add(runOf(history.nameFor("b"), count));
  expect(history.nameFor("a")).toBe("a3");
  expect(history.nameFor("b")).toBe("b503");
});

it("estimates lists, texts, bytes and what lies deep, with a look at a part of them", () => {
  const records = Array.from({ length: 100_000 }, (_, index) => ({ id: index, text: "x".repeat(500) }));
  expect(estimateBytes(records) / (100_000 * 1_000)).toBeCloseTo(1, 0);
  expect(estimateBytes({ data: Buffer.alloc(megabyte) })).toBeGreaterThan(megabyte);
  const deep: { inner?: unknown } = {};
  deep.inner = deep;
  expect(estimateBytes(deep)).toBeLessThan(1_000);
  expect([null, undefined, 1, "", [], {}].map((value) => estimateBytes(value))).toEqual(Array(6).fill(16));
});
