import { typedIndex } from "../../../scripts/manifest/typedIndex";

const generated =
  'import actions from "./actions";\nimport triggers from "./triggers";\n\nexport { actions, triggers };\n';
const typed = { actions: ["ask", "sort"], branching: ["sort"], triggers: ["finished"] };

it("gives each action the type of what it gives, and a branch to those that choose one", () => {
  const index = typedIndex(generated, typed);
  expect(index).toContain(
    "  ask: { data: outputs.AskOutput };\n  sort: { branch: string; data: outputs.SortOutput };\n",
  );
  expect(index).toContain("  finished: outputs.FinishedOutput;\n");
  expect(index).not.toContain('import actions from "./actions"');
  expect(index.endsWith("export { actions, triggers };\n")).toBe(true);
});

it("fails where spectral writes its index in another way", () => {
  expect(() => typedIndex("export {};\n", typed)).toThrow("in another way by now");
});
