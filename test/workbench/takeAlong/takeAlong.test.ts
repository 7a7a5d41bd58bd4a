import { parseReference, templateParts } from "../../../local/workbench/takeAlong/references";
import { takeAlong } from "../../../local/workbench/takeAlong/takeAlong";
import { takenForms } from "../../../local/workbench/wire/takenText";
import { component, takenStep, textOf } from "./takenSteps";

test("each form is given once, and one that has no text says why", () => {
  for (const kind of ["actions", "dataSources", "triggers"] as const) {
    for (const key of Object.keys(component[kind])) {
      const texts = takeAlong(component, takenStep(key, {}, { kind }));
      expect(texts.map(({ form }) => form)).toEqual([...takenForms]);
      for (const { parts, notes } of texts) expect(parts.length + notes.length).toBeGreaterThan(0);
    }
  }
});

test("a value above a hundred thousand characters is a file, a text above a million is left out", () => {
  const long = textOf("commandLine", takenStep("createChatCompletion", { userPrompt: "x".repeat(100_001) }));
  expect(long.parts[0]?.text).toContain("--user-prompt @user_prompt.txt");
  expect(long.notes.join(" ")).toContain("Put user_prompt.txt into");
  const stop = Array.from({ length: 200 }, () => "x".repeat(9000));
  for (const form of takenForms.filter((each) => each !== "curl")) {
    const text = textOf(form, takenStep("createChatCompletion", { modelSettings: { stop } }));
    if (form === "lowCode") expect(text.parts[0]?.text.length).toBeLessThan(10_000);
    else expect([form, text.parts, text.notes]).toEqual([form, [], [expect.stringContaining("million")]]);
  }
});

test("keys that are no inputs are left out, and reach no prototype", () => {
  const entered = JSON.parse(
    '{"__proto__": {"group": {"polluted": {"value": "1"}}}, "constructor": {"value": "x"}, "userPrompt": {"value": "Hi"}}',
  );
  const texts = takeAlong(component, takenStep("createChatCompletion", {}, { entered }));
  expect(texts[0]?.parts[0]?.text).toContain("--user-prompt Hi");
  expect(texts[0]?.notes.join(" ")).toContain("constructor is left out");
  expect({}).not.toHaveProperty("polluted");
});

test("a step that two others refer to stands once, before them", () => {
  const first = takenStep("createChatCompletion", { userPrompt: "Hi" }, { name: "first" });
  const second = takenStep(
    "createChatCompletion",
    { userPrompt: { reference: "first.results.id" } },
    { name: "second", earlier: [first] },
  );
  const form = { userPrompt: { template: "{{$first.results.id}} {{$second.results.id}}" } };
  const third = takenStep("createChatCompletion", form, { name: "third", earlier: [second, first] });
  const text = textOf("commandLine", third).parts[0]?.text ?? "";
  expect(text.match(/> \w+\.json/g)).toEqual(["> first.json", "> second.json"]);
  expect(textOf("lowCode", third).parts[0]?.text.match(/- name: (First|Second|Third)$/gm)).toHaveLength(3);
});

test.each([
  ["a.results", { step: "a", path: [] }],
  ["a.results.b[0].c", { step: "a", path: ["b", 0, "c"] }],
  ['a.results["x y"].c', { step: "a", path: ["x y", "c"] }],
  ['a.results["line\\n\\u007bx"]', { step: "a", path: ["line\n{x"] }],
  ['a.results["\\x"]', undefined],
  ["a.result.b", undefined],
  ["a.results.b[", undefined],
  ["a.resultsb", undefined],
  [`a.results${"[0]".repeat(200)}`, undefined],
])("the reference %s is read", (text, expected) => {
  expect(parseReference(text)).toEqual(expected);
});

test("a template is its texts and references, configuration variables staying texts", () => {
  expect(templateParts("a {{ $b.results.c }}{{#D}} {{$")).toEqual([
    { text: "a " },
    { reference: "b.results.c" },
    { text: "{{#D}} {{$" },
  ]);
});
