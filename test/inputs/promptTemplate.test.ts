import { checkTemplateFields } from "../../src/inputs/promptTemplate";
import { parsePromptTemplate } from "../../src/text/promptTemplate";
import { refusalOf } from "./refusal";

const refusal = (text: string, records: Array<Record<string, unknown>>): string =>
  refusalOf(
    () => checkTemplateFields(parsePromptTemplate("Prompt Template", text), records, undefined),
    undefined,
  );

const accept = (text: string, records: Array<Record<string, unknown>>, allowsMissing = false): void =>
  checkTemplateFields(parsePromptTemplate("Prompt Template", text), records, allowsMissing);

const people = [
  { name: "Ada", country: "GB" },
  { name: "Grace", country: null },
  { name: "Linus", country: "", city: "Portland" },
];

describe("the fields of a template", () => {
  test("may be null or empty in a record", () => {
    accept("{{name}} {{country}}", people);
  });

  test("may be absent where a section asks for them", () => {
    accept("{{name}}{{#city}} of {{city}}{{/city}}", people);
  });

  test("that no record has are refused, with the nearest and all that there are", () => {
    expect(refusal("{{name}} {{contry}}", people)).toBe(
      "Prompt Template: {{contry}} is a field of no record. The nearest is {{country}}. Fields are: name, country, city.",
    );
    expect(refusal("{{#town}}x{{/town}}", people)).toBe(
      "Prompt Template: {{town}} is a field of no record. To have {{town}} itself in the prompt, write {{'{{'}}town}}. Fields are: name, country, city.",
    );
    expect(refusal("{{constructor}}", people)).toContain("{{constructor}} is a field of no record");
  });

  test("that some records lack are refused with the place of the first", () => {
    expect(refusal("{{city}}", people)).toBe(
      "Prompt Template: record 1 has no field {{city}}. Add it, empty if need be, or set Allow Missing Fields to true.",
    );
    expect(refusal("{{city}}", [{ city: "Rome" }, { city: "Oslo" }, {}])).toContain("record 3 has no field");
  });

  test("that are undefined count as lacking", () => {
    expect(refusal("{{a}}", [{ a: 1 }, { a: undefined }])).toContain("record 2 has no field {{a}}");
  });

  test("may be missing altogether where that is allowed", () => {
    accept("{{contry}} {{city}}", people, true);
  });

  test("are named in a refusal thirty at most", () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`field${index}`, index]));
    expect(refusal("{{zzz}}", [wide])).toMatch(/field29, and 10 more\.$/);
  });
});
