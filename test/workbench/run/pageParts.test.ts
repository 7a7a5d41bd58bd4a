import { rowsInWindow } from "../../../local/workbench/page/parts/rowsInWindow";
import { pathSegments } from "../../../local/workbench/page/results/pathSegments";
import { readCues } from "../../../local/workbench/page/results/views/readCues";
import { withAnswer, withRun } from "../../../local/workbench/page/run/mergeRuns";
import { referenceTargets, withReference } from "../../../local/workbench/page/run/withReference";
import { readPath } from "../../../local/workbench/server/runs/readPath";
import type { RunView } from "../../../local/workbench/wire/run";
import { writePath } from "../../../local/workbench/wire/writePath";

const run = (id: string, startedAtMs: number, endedAtMs?: number): RunView => ({
  ...{ id, name: id, label: id, attempts: 0, logLines: 0, tokens: 0, startedAtMs },
  asked: { kind: "action", key: "createChatCompletion", connections: {} },
  state: endedAtMs === undefined ? "running" : "succeeded",
  ...(endedAtMs !== undefined && { endedAtMs }),
});

test("a run that ended does not begin again when an older answer comes late", () => {
  const ended = [run("a", 1, 2)];
  expect(withRun(ended, run("a", 1))).toEqual(ended);
  expect(withAnswer(ended, [run("a", 1)], 5)).toEqual(ended);
  expect(withRun([run("a", 1)], run("a", 1, 2))).toEqual(ended);
});

test("a run that began while all were asked for stays, and one that is gone goes", () => {
  const known = [run("gone", 1, 2), run("new", 7)];
  expect(withAnswer(known, [run("a", 3, 4)], 5).map(({ id }) => id)).toEqual(["a", "new"]);
});

test("a path is read as it is written", () => {
  const names = ["results", "0", "a.b", 'quo"te', "", "plain", "[x]", "line\nbreak", "a{b}}", "\ud800"];
  const written = writePath("step", names);
  expect(pathSegments(written, "step")).toEqual(names);
  expect(readPath(written)).toEqual(["step", ...names]);
  // It ends no template that it is in, and can be part of an address.
  expect(written).not.toMatch(/[{}]/);
  expect(() => encodeURIComponent(written)).not.toThrow();
  expect(pathSegments("choices[0].text", "step")).toEqual(["choices", "0", "text"]);
  expect(pathSegments("just a word", "step")).toBeUndefined();
  expect(pathSegments("a[", "step")).toBeUndefined();
});

test("a reference goes into a box, behind a text that is there, and into a group", () => {
  const member = { key: "seed", label: "Seed", type: "string" };
  const inputs = [
    { key: "connection", label: "Connection", type: "connection" },
    { key: "text", label: "Text", type: "text" },
    { key: "group", label: "Group", type: "structuredObject", inputs: [member] },
  ];
  expect(referenceTargets(inputs)).toEqual([
    { path: ["text"], label: "Text", isLong: true },
    { path: ["group", "seed"], label: "Group: Seed", isLong: false },
  ]);
  const text = { path: ["text"], isLong: true };
  expect(withReference({}, text, "a.results")).toEqual({ text: { reference: "a.results" } });
  expect(withReference({ text: { value: "Say" } }, text, "a.results")).toEqual({
    text: { template: "Say {{$a.results}}" },
  });
  expect(withReference({ text: { reference: "b.results" } }, text, "a.results")).toEqual({
    text: { reference: "a.results" },
  });
  expect(
    withReference(
      { group: { value: { stop: { value: ["x"] } } } },
      { path: ["group", "seed"], isLong: false },
      "a.results",
    ),
  ).toEqual({
    group: { value: { stop: { value: ["x"] }, seed: { reference: "a.results" } } },
  });
});

test("subtitles of both kinds are lines with times, as many as are wanted", () => {
  const vtt =
    "WEBVTT\n\nNOTE nothing\n\n00:01.000 --> 00:02.000 align:left\nOne\nmore\n\n00:02.000 --> 00:03.000\n<b>Two</b>\n";
  expect(readCues(vtt, 10)).toEqual([
    { from: "00:01.000", to: "00:02.000", lines: ["One", "more"] },
    { from: "00:02.000", to: "00:03.000", lines: ["<b>Two</b>"] },
  ]);
  const srt = "1\r\n00:00:00,000 --> 00:00:01,000\r\nHello.\r\n\r\n".repeat(1_000);
  expect(readCues(srt, 500)).toHaveLength(500);
});

test("of a long list, the rows around what is seen are drawn", () => {
  expect(rowsInWindow(0, 100, 10, 3)).toEqual({ from: 0, to: 3 });
  expect(rowsInWindow(1_000, 100, 10, 100_000)).toEqual({ from: 94, to: 116 });
  expect(rowsInWindow(5_000, 100, 10, 20)).toEqual({ from: 20, to: 20 });
});

test("a reference takes the place of what is in a box that has no long text", () => {
  const file = { path: ["images"], isLong: false };
  const form = { images: { value: "data:image/png;base64,iVBO" } };
  expect(withReference(form, file, "a.results")).toEqual({ images: { reference: "a.results" } });
  const list = { key: "texts", label: "Texts", type: "text", collection: "valuelist" as const };
  expect(referenceTargets([list])).toEqual([{ path: ["texts"], label: "Texts", isLong: false }]);
});
