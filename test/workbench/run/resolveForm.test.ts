import { FileShelf } from "../../../local/workbench/server/FileShelf";
import { resolveForm } from "../../../local/workbench/server/runs/resolveForm";
import { SecretShelf } from "../../../local/workbench/server/runs/SecretShelf";

const hidden: string[] = [];
const secrets = new SecretShelf((text) => hidden.push(text));

const filled = (entered: unknown, value: unknown = "long"): unknown =>
  resolveForm(
    [{ key: "box", label: "Box", type: "string" }] as never,
    { box: entered },
    {
      ...{ files: new FileShelf(), secrets },
      resultOf: (name) => (name === "step" ? { value: { text: value } } : undefined),
    },
  )["box"];

const many = "{{ $step.results.text }} ".repeat(100_000);

test("a template writes each result once, however often it is in it", () => {
  let written = 0;
  const toJSON = (): string => {
    written += 1;
    return String(written);
  };
  expect(filled({ template: many }, { toJSON })).toBe('"1" '.repeat(100_000));
});

test("a template that makes too long a text is refused", () => {
  expect(() => filled({ template: many }, "x".repeat(10_000))).toThrow(
    "Box: this template makes a text of more than 64 MB.",
  );
});

test("blanks behind a reference that does not end take no time", () => {
  const template = `{{$step${" ".repeat(1_000_000)}`;
  expect(filled({ template })).toBe(template);
});

test("what stands for a secret leads to what was entered, a template too", () => {
  const kept = secrets.keep({ template: "token {{$step.results.text}}" }, "token ");
  expect([filled({ value: kept }), filled(kept)]).toEqual(["token long", "token long"]);
  expect(() => filled({ value: { $kept: "another" } })).toThrow(
    "Box: this secret is no longer in the workbench.",
  );
});

test("secrets are bounded, and each is hidden once", () => {
  const shelf = new SecretShelf((text) => hidden.push(text));
  hidden.length = 0;
  for (let number = 0; number < 1_000; number += 1) shelf.keep(`secret ${number}`, `secret ${number}`);
  expect(shelf.keep("secret 7", "secret 7")).toEqual(shelf.keep("secret 7", "secret 7"));
  expect(hidden).toHaveLength(1_000);
  expect(() => shelf.keep("one more", "one more")).toThrow("takes no more");
  expect(() => shelf.keep("", "x".repeat(10_001))).toThrow("at most 10000 characters");
});
