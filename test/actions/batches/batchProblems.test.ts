import { batchProblems } from "../../../src/output/batchProblems";

const problem = { code: "invalid_line", message: "Line 2 is no JSON.", line: 2, param: "body" };
const said = { code: null, message: "It failed.", line: null, param: null };

/** An object in so many others. */
const within = (levels: number): unknown =>
  Array.from({ length: levels }).reduce<unknown>((inner) => ({ data: inner }), problem);

test.each<[what: string, errors: unknown, problems: unknown[]]>([
  ["a list object", { object: "list", data: [problem, problem] }, [problem, problem]],
  ["a list under errors", { errors: [problem] }, [problem]],
  ["an object under error", { error: problem }, [problem]],
  ["an empty list before another", { data: [], errors: [problem] }, [problem]],
  ["a list", [problem, "It failed."], [problem, said]],
  ["one object", problem, [problem]],
  ["a text", "It failed.", [said]],
  ["a number", 500, [{ ...said, message: "500" }]],
  ["a code alone", { code: 7 }, [{ code: "7", message: null, line: null, param: null }]],
  ["four objects around one", within(4), [problem]],
  ["more objects around one than are looked through", within(5), []],
  ["nothing", null, []],
  ["an empty text", "", []],
  ["true", true, []],
  ["an empty object", {}, []],
])("the errors of a batch are read from %s", (_what, errors, problems) => {
  expect(batchProblems(errors)).toEqual(problems);
});
