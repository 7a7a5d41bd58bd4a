import { definition, type PartDefinition } from "../../scripts/documentation/definition";
import component from "../../src/index";
import { expectNone } from "./expectNone";
import { parts, places, twice } from "./places";

describe("display texts", () => {
  it("have labels of their own among the parts of a kind", () => {
    for (const list of Object.values(definition)) {
      expect(twice((list as PartDefinition[]).map(({ label }) => label))).toEqual([]);
    }
  });

  it("describe every part in one line", () => {
    expectNone(
      parts
        .filter(({ description }) => !/^[A-Z][^\n]+$/.test(description))
        .map(({ kind, key }) => `${kind} ${key}: describe it in one line that begins with a verb.`),
    );
  });

  it("begin the labels of data sources with Select", () => {
    expectNone(
      definition.dataSource
        .filter(({ label }) => !label.startsWith("Select "))
        .map(({ key }) => `data source ${key}: begin its label with "Select".`),
    );
  });

  it("address nobody, and do not name the platform", () => {
    const { label, description } = (component as unknown as { display: PartDefinition }).display;
    const texts: Array<readonly [where: string, text: string | undefined]> = [
      ["component", label],
      ["component", description],
      ...parts.flatMap((part) => [
        [`${part.kind} ${part.key}`, part.label] as const,
        [`${part.kind} ${part.key}`, part.description] as const,
        [`${part.kind} ${part.key}`, part.directions] as const,
      ]),
      ...places.flatMap(({ where, input }) =>
        [input.label, input.keyLabel, input.comments, input.placeholder].map(
          (text) => [where, text] as const,
        ),
      ),
    ];
    expectNone(
      texts.flatMap(([where, text = ""]) =>
        /\b(you|your|yours|Prismatic)\b/i.test(text) ? [`${where}: reword "${text}".`] : [],
      ),
    );
  });
});
