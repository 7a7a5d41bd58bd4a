import { checkNoPlaceholders, checkTemplateFields, checkUseOfRecords } from "../../src/inputs/promptTemplate";
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
    expect(() => accept("{{name}} {{country}}", people)).not.toThrow();
  });

  test("may be absent where a section asks for them", () => {
    expect(() => accept("{{name}}{{#city}} of {{city}}{{/city}}", people)).not.toThrow();
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
    expect(() => accept("{{contry}} {{city}}", people, true)).not.toThrow();
  });

  test.each<[typed: string, name: string]>([
    ["number", "number "],
    ["number ", "number "],
    ["number", "\t number"],
    ["id", "\uFEFFid"],
    ["id", "\uFEFF id\u200B"],
    ["Recipient Org", "Recipient\u00A0Org"],
    ["Recipient Org", "Recipient  Org"],
    ["Net Amount", "Net\r\nAmount"],
    ["Pr\u00e9nom", "Pre\u0301nom"],
    ["Pre\u0301nom", "Pr\u00e9nom"],
    ["zero width", "zero\u200d width\u2060"],
    ["soft", "so\u00adft"],
    ["props.geo.lat", "props"],
  ])("are found by a name that looks the same: %j in %j", (typed, name) => {
    const record = { other: 1, [name]: name === "props" ? { "geo.lat ": 47 } : 47 };
    expect(() => accept(`{{${typed}}}`, [record])).not.toThrow();
    expect(parsePromptTemplate("x", `a {{${typed}}} b {{#${typed}}}c{{/${typed}}}`).render(record)).toBe(
      "a 47 b c",
    );
  });

  test("go by the exact name before one that looks the same", () => {
    const record = { "id ": "loose", id: "exact", "\uFEFFid": "marked" };
    expect(parsePromptTemplate("x", "{{id}}").render(record)).toBe("exact");
  });

  test("that may be several are refused by their names, also where fields may be missing", () => {
    const message =
      'Prompt Template: record 2: {{id}} may be each of the fields "id " and "\\ufeffid". Rename one of them.';
    const records = [{ id: 1 }, { "id ": 1, "\uFEFFid": 2 }];
    expect(refusal("{{id}}", records)).toBe(message);
    expect(refusalOf(() => accept("{{id}}", records, true), undefined)).toBe(message);
  });

  test("of another letter case are told as the nearest", () => {
    expect(refusal("{{COUNTRY}}", people)).toContain("The nearest is {{country}}.");
    expect(refusal("{{name}} {{City}}", people)).toContain("The nearest is {{city}}.");
  });

  test.each<[typed: string, names: string[], nearest: string | undefined]>([
    ["名字", ["城市", "姓名"], undefined],
    ["名前", ["城市", "名字"], "名字"],
    ["город", ["страна", "имя"], undefined],
    ["старна", ["имя", "страна"], "страна"],
    ["المدينه", ["المدينة", "الاسم"], "المدينة"],
    ["prenom", ["nom", "Prénom"], "Prénom"],
    ["address.cty", ["address"], "address.city"],
    ["x", ["ab", "cd"], undefined],
  ])("that no record has, %s among %j, are told with %s as the nearest", (typed, names, nearest) => {
    const record = Object.fromEntries(names.map((name) => [name, { city: 1 }]));
    const message = refusal(`{{${typed}}}`, [record]);
    if (nearest === undefined) expect(message).not.toContain("The nearest");
    else expect(message).toContain(`The nearest is {{${nearest}}}.`);
  });

  test.each<[text: string, field: string, spelling: string]>([
    ["N: {{!Important}}", "!Important", "{{&!Important}}"],
    ["N: {{! Important }}", "! Important", "{{&! Important}}"],
    ["N: {{#Orders}}x{{/Orders}}", "# Orders", "{{&# Orders}}"],
    ["N: {{^x}}y{{/x}}", "^x", "{{&^x}}"],
    ["N: {{&amp}}", "&amp", "{{&&amp}}"],
    ["N: {{{curly}}}", "{curly", "{{&{curly}}"],
  ])("whose name begins with a sign are told as they are written: %s", (text, field, spelling) => {
    expect(refusal(text, [{ [field]: 5 }])).toContain(` is written ${spelling}.`);
    expect(parsePromptTemplate("x", `N: ${spelling}`).render({ [field]: 5 })).toBe("N: 5");
  });

  test("that are files without text are refused by the record", () => {
    const photo = { data: Buffer.from("89504e470d0a1a0a", "hex"), contentType: "image/png" };
    expect(refusal("{{photo}}", [{ photo: "x" }, { photo }])).toBe(
      "Prompt Template: record 2: {{photo}} is a file without text: the file is a PNG image. Take its text out of it in a step before this one.",
    );
    expect(() => accept("{{.}}", [{ photo }])).not.toThrow();
  });

  test("are named in a refusal thirty at most", () => {
    const wide = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`field${index}`, index]));
    expect(refusal("{{zzz}}", [wide])).toMatch(/field29, and 10 more\.$/);
  });

  test("are named in a few words, however long they are", () => {
    const long = Object.fromEntries(
      Array.from({ length: 40 }, (_, index) => [`${index}${"x".repeat(5000)}`, 1]),
    );
    expect(refusal("{{zzz}}", [long]).length).toBeLessThan(2500);
  });
});

describe("a template that uses nothing of the records", () => {
  const check = (text: string, showsImages = false): void =>
    checkUseOfRecords(parsePromptTemplate("Prompt Template", text), people, showsImages);

  test.each(["no placeholder", "{{! a comment }} alone", "{{'{{'}}name}}", "{name}"])(
    "is refused: %s",
    (text) => {
      expect(refusalOf(() => check(text), undefined)).toBe(
        "Prompt Template: it has no placeholder, so that nothing of the 3 records would be asked. Enter one, such as {{name}}; {{.}} is the whole record.",
      );
    },
  );

  test.each(["{{.}}", "{{name}}", "{{#city}}x{{/city}}", "{{^city}}x{{/city}}"])("is not %s", (text) => {
    expect(() => check(text)).not.toThrow();
  });

  test("is fine where images are shown", () => {
    expect(() => check("What is this?", true)).not.toThrow();
  });
});

describe("a text that is no template", () => {
  const check = (text: string | undefined): void => checkNoPlaceholders("System Prompt", text, people);

  test("is refused with a placeholder for a field of the records", () => {
    expect(refusalOf(() => check("You are from {{ city }}."), undefined)).toBe(
      "System Prompt: {{ city }} is filled in in Prompt Template alone. Move it there, since System Prompt is the same for every record.",
    );
  });

  test.each([undefined, "{{target}} stays", "{city}", "{{#city}}"])("may hold %s", (text) => {
    expect(() => check(text)).not.toThrow();
  });
});

describe("a field that no placeholder can name", () => {
  const refusal = (record: Record<string, unknown>, template: string): string =>
    refusalOf(
      () => checkTemplateFields(parsePromptTemplate("Prompt Template", template), [record], false),
      undefined,
    );

  test.each(["{name}", "{{name}}", "name}"])("because of its braces is told so: %s", (name) => {
    expect(refusal({ [name]: 1 }, "{{name}}")).toContain(
      `The nearest is ${name}, which no placeholder can name because of its braces. Rename that field`,
    );
  });

  test("since it is undefined is not offered", () => {
    expect(refusal({ name: undefined, city: 1 }, "{{name}}")).toMatch(/Fields are: city\.$/);
  });
});
