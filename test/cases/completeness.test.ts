import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { casePath, findCase, partKinds } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import { expectNone } from "../structure/expectNone";
import { sourceFiles } from "../structure/sourceFiles";
import { caseTemplate } from "./caseTemplate";
import { type Part, partsOf } from "./parts";

const all = partKinds.flatMap((kind) =>
  Object.entries(partsOf(kind)).map(([key, part]) => ({ kind, key, part, path: casePath(kind, key) })),
);

/** Every input as a path, the members of groups included; the connection is chosen in each form. */
const pathsOf = (inputs: readonly Input[]): string[] =>
  inputs
    .filter(({ key }) => key !== "connection")
    .flatMap(({ key, inputs: members }) => members?.map((member) => `${key}.${member.key}`) ?? [key]);

const isGroup = (part: Part, key: string): boolean =>
  part.inputs.some((input) => input.key === key && input.inputs !== undefined);

/** What a form fills in. */
const filledIn = (part: Part, form: EnteredForm): string[] =>
  Object.entries(form).flatMap(([key, value]) =>
    isGroup(part, key) ? Object.keys(value as object).map((member) => `${key}.${member}`) : [key],
  );

test("every part has a case", () => {
  const missing = all.filter(({ kind, key }) => !findCase(kind, key));
  if (missing.length === 0) return;
  throw new Error(
    missing
      .map(({ kind, part, path }) => `Write ${path}, such as:\n\n${caseTemplate(kind, part)}`)
      .join("\n\n"),
  );
});

test("every case is of a part", () => {
  const paths = all.map(({ path }) => path);
  const written = partKinds.flatMap((kind) => sourceFiles(`local/cases/${kind}`)).map(({ path }) => path);
  expectNone(
    written
      .filter((path) => !paths.includes(path))
      .map(
        (path) =>
          `${path} is of no part: add the part to its list, such as src/actions/index.ts, or delete it.`,
      ),
  );
});

describe.each(all.filter(({ kind, key }) => findCase(kind, key)))("$path", ({ kind, key, part }) => {
  const { required = {}, every = [] } = findCase(kind, key) ?? {};

  test("has forms that fill in every input between them", () => {
    const filled = every.concat(required).flatMap((form) => filledIn(part, form));
    expect(pathsOf(part.inputs).filter((path) => !filled.includes(path))).toEqual([]);
  });

  test("fills in inputs that there are", () => {
    // A connection that may be left out is entered by the forms that have one.
    const known = [...pathsOf(part.inputs), "connection"];
    const filled = every.concat(required).flatMap((form) => filledIn(part, form));
    expect(filled.filter((path) => !known.includes(path))).toEqual([]);
  });

  test("enters no less than is required", () => {
    const needed = part.inputs
      .filter((input) => input.required && input.type !== "connection" && (input.default ?? "") === "")
      .map((input) => input.key);
    for (const form of [required, ...every])
      expect(Object.keys(form)).toEqual(expect.arrayContaining(needed));
  });

  test("enters texts, lists and groups of them, and pairs, as the form does", () => {
    const isEntered = (value: unknown): boolean =>
      typeof value === "string" || (typeof value === "object" && Object.values(value ?? {}).every(isEntered));
    for (const form of [required, ...every])
      expect(Object.values(form).filter((v) => !isEntered(v))).toEqual([]);
  });
});

test("the template of a case is one", () => {
  const inputs = [
    { key: "connection", type: "connection", required: true },
    { key: "batchId", type: "string", required: true, example: "batch_abc123" },
    { key: "limit", type: "string", example: "20" },
  ];
  expect(caseTemplate("actions", { key: "getBatch", inputs } as unknown as Part)).toBe(`
import type { StepCase } from "../stepCase";

/** What is asked for. */
export const getBatch: StepCase = {
  required: {"batchId":"batch_abc123"},
  every: [{"batchId":"batch_abc123","limit":"20"}],
};
`);
});
