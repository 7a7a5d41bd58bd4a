import { util } from "@prismatic-io/spectral";
import { definition } from "../../scripts/documentation/definition";
import { readPages } from "../../scripts/documentation/pages";
import type { ImageOutput } from "../../src/actions/images/images";
import { resolveEndpoint } from "../../src/client/endpoint/resolveEndpoint";
import { answerSchema } from "../../src/inputs/answerSchema";
import { temperature } from "../../src/inputs/sampling";
import { parsePromptTemplate } from "../../src/text/promptTemplate";
import { checkNumeric } from "../../src/text/valueChecks";
import { connectionTo } from "../actions/support";
import { failureOf, run } from "../support/connector";
import { shareEndpoint } from "../support/hooks";
import { root, sourceFiles } from "./sourceFiles";

/*
 * What the pages say of the connector in tables and in sentences, run: a page that is changed is run as it says
 * then.
 */

const pages = readPages(root);
const page = (name: string): string => pages.get(name) ?? "";
const codesIn = (text: string): string[] => [...text.matchAll(/`([^`]+)`/g)].map(([, code = ""]) => code);

/** The rows of the table whose head begins with such a title. */
const tableIn = (name: string, title: string): string[][] => {
  const rows = page(name).split(`| ${title} |`)[1]?.split("\n").slice(2);
  const end = rows?.findIndex((row) => !row.startsWith("|")) ?? -1;
  return (rows?.slice(0, end === -1 ? undefined : end) ?? []).map((row) =>
    row
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
};

const client = sourceFiles("src/client")
  .map(({ text }) => text)
  .join("\n");

/** The words of a union of texts. */
const wordsOf = (type: string): string[] => {
  const [, union = ""] = new RegExp(`${type}\\??\\s*[:=][\\s|]*("\\w+"[^;]*);`).exec(client) ?? [];
  return [...union.matchAll(/"(\w+)"/g)].map(([, word = ""]) => word).sort();
};

describe("what can be pasted as Endpoint", () => {
  const rows = tableIn("connections/apiKey", "Pasted");

  /** Every spelling that a row names: whole addresses, or one with other hosts and other ends. */
  const spellings = (cell: string): string[] => {
    const codes = codesIn(cell);
    const whole = codes.filter((code) => /^(https?:|my-)/.test(code));
    const hosts = codes.filter((code) => code.startsWith(".") && !code.startsWith(".azure."));
    const ends = codes.filter((code) => code.startsWith("/"));
    const all = [...whole, ...hosts.map((host) => `https://my-resource${host}`)];
    const governed = codes.includes(".azure.us")
      ? all.map((address) => address.replace(/\.azure\.com$/, ".azure.us"))
      : [];
    return [...all, ...governed].flatMap((address) => [address, ...ends.map((end) => address + end)]);
  };

  const apiOf = (cell: string): string | undefined => {
    if (/v1 API|the same/.test(cell)) return "v1";
    if (/dated API/.test(cell)) return "dated";
    return /OpenAI$/.test(cell) ? "openai" : undefined;
  };

  const cases = rows.flatMap(([pasted = "", made = ""]) =>
    spellings(pasted).map((address) => ({ address, made, api: apiOf(made), pasted })),
  );

  it("is a table of many spellings", () => {
    expect(rows.length).toBeGreaterThan(5);
    expect(cases.filter(({ api }) => api).length).toBeGreaterThan(20);
  });

  it.each(cases)("$address is $made", ({ address, api: expected, pasted }) => {
    const isOpenAIKey = pasted.includes(`\`${address}\` as well with **Is OpenAI Key**`);
    const { api } = resolveEndpoint({ endpoint: address, isOpenAIKey });
    expect(api).toBe(expected ?? api);
  });
});

describe("records and templates", () => {
  const record = {
    name: "Ada",
    address: { city: "Bern" },
    tags: ["a"],
    notes: "n",
    "#id": 7,
  };

  it.each(tableIn("records", "In **Prompt Template**").flatMap(([template = ""]) => codesIn(template)))(
    "%s is read",
    (template) => {
      const { inspect, render } = parsePromptTemplate("Prompt Template", template);
      expect(inspect(record).problems).toEqual([]);
      expect(render(record)).not.toContain("{{'{{'}}");
    },
  );

  it("say which schemas are taken, and which is refused", () => {
    const clean = (value: string): unknown => (answerSchema.clean as (value: unknown) => unknown)(value);
    const [example = "", refused = ""] = codesIn(page("records")).filter((code) => code.startsWith('{"'));
    expect(() => clean(example)).not.toThrow();
    expect(page("records")).toContain(
      `\`${refused}\`, properties without the schema around them, is refused`,
    );
    expect(() => clean(refused)).toThrow(/Answer Schema/);
  });
});

describe("Compare Records", () => {
  const checks = tableIn("actions/compareRecords", "Comparison");

  it("tells every comparison", () => {
    const inputs = definition.action.find(({ key }) => key === "compareRecords")?.inputs ?? [];
    const choices = inputs.find(({ label }) => label === "Comparison")?.model?.map(({ value }) => value);
    expect(checks.flatMap(([check = ""]) => codesIn(check)).sort()).toEqual(choices?.sort());
  });

  it("says which texts are numbers", () => {
    const [, numeric = ""] = checks.find(([check]) => check?.includes("numeric")) ?? [];
    const [numbers = "", others = ""] = numeric.split(";");
    expect([codesIn(numbers), codesIn(others)].map(({ length }) => length)).toEqual([2, 3]);
    const isNumber = (text: string): boolean =>
      !("problem" in checkNumeric(text, 1, { tolerance: 0, isRelative: false }));
    expect(codesIn(numbers).filter((text) => !isNumber(text))).toEqual([]);
    expect(codesIn(others).filter(isNumber)).toEqual([]);
  });
});

describe("Create Image", () => {
  it("says which object to reference so that a file keeps its type", () => {
    const [, place = ""] =
      /reference `results\.(images\[0\])`, the whole object/.exec(page("actions/createImage")) ?? [];
    const example = definition.action.find(({ key }) => key === "createImage")?.example as ImageOutput;
    const [image] = place === "images[0]" ? example.images : [];
    expect(util.types.toBufferDataPayload(image)).toMatchObject({ contentType: image?.contentType });
    expect(util.types.toBufferDataPayload(image?.data).contentType).not.toBe(image?.contentType);
  });
});

describe("errors", () => {
  const endpoint = shareEndpoint({ deployments: ["another"] });

  it("have their kinds, reasons and limits told, and no others", () => {
    const kinds = tableIn("errors", "Kind").flatMap(([kind = ""]) => codesIn(kind));
    expect(kinds.sort()).toEqual(wordsOf("type ErrorKind"));
    const [, reasons = "", limits = ""] =
      /`reason` where the refusal is about (.*?); `limit` \((.*?)\) of a timeout/.exec(page("errors")) ?? [];
    expect(codesIn(reasons).sort()).toEqual(wordsOf("type RefusalReason"));
    expect(codesIn(limits).sort()).toEqual(wordsOf("limit"));
  });

  it("refuse an input in the words that are quoted", () => {
    const [quoted = ""] = codesIn(page("errors")).filter((code) => code.startsWith("Temperature:"));
    expect(() => (temperature.clean as (value: unknown) => unknown)("3")).toThrow(quoted);
  });

  it("read as the one that is quoted", async () => {
    const [, quoted = ""] = /^> (.*)$/m.exec(page("errors")) ?? [];
    const { message } = await failureOf(
      run("createChatCompletion", { connection: connectionTo(endpoint.url, "v1"), userPrompt: "Hi" }),
    );
    const plain = (text: string): string =>
      text.replace(/request id [\w-]+/, "request id …").replace(/at https?:\/\/[\w.:-]+,/, "at …,");
    expect(plain(message)).toBe(plain(quoted));
  });
});
