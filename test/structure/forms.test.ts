import { definition, type InputDefinition } from "../../scripts/documentation/definition";
import { expectNone } from "./expectNone";
import { places } from "./places";

const isGroup = ({ type }: InputDefinition): boolean => type === "structuredObject";

const forms = [...definition.action, ...definition.trigger];

/** Raw Request has the rows that builders know from the raw requests of other connectors. */
const mostRows = (key: string): number => (key === "rawRequest" ? 16 : 10);

const firstRows = ["connection", "model", "systemPrompt", "userPrompt"];

const longestComments = 200;

/** The sentences of a comment: a point within a name or a number ends none. */
const sentences = (text: string): number => text.match(/[.!?]\)?(?=\s+\S|$)/g)?.length ?? 0;

describe("forms", () => {
  it("have ten rows at most outside their groups", () => {
    expectNone(
      forms.flatMap(({ key, inputs }) => {
        const rows = inputs.filter((input) => !isGroup(input)).length;
        return rows > mostRows(key)
          ? [`${key}: it has ${rows} rows. Put what is seldom set into a group.`]
          : [];
      }),
    );
  });

  it("begin with the connection, the model and the prompts, and end with groups", () => {
    expectNone(
      forms.flatMap(({ key, inputs }) => {
        const keys = inputs.map((input) => input.key);
        const first = firstRows.filter((name) => keys.includes(name));
        const isEnding = inputs.findIndex(isGroup) > inputs.findLastIndex((input) => !isGroup(input));
        return [
          ...(keys.slice(0, first.length).join() === first.join()
            ? []
            : [`${key}: begin with ${first.join()}.`]),
          ...(isEnding || !inputs.some(isGroup) ? [] : [`${key}: put its groups behind all other rows.`]),
        ];
      }),
    );
  });

  it("have the same members in a group wherever it occurs", () => {
    const groups = forms.flatMap(({ inputs }) => inputs.filter(isGroup));
    const different = new Set(groups.map((group) => JSON.stringify(group)));
    expect(different.size).toBe(new Set(groups.map(({ key }) => key)).size);
  });

  it("say in one or two short sentences what each input is", () => {
    expectNone(
      places.flatMap(({ where, input: { comments = "" } }) =>
        comments.length > longestComments || sentences(comments) > 2
          ? [
              `${where}: shorten the comments to two sentences and ${longestComments} characters; why belongs to its page.`,
            ]
          : [],
      ),
    );
  });

  it("name choices in words", () => {
    expectNone(
      places.flatMap(({ where, input }) =>
        (input.model ?? [])
          .filter(({ label }) => !/^[A-Z\d]/.test(label) || label.includes("_"))
          .map(({ label }) => `${where}: name the choice ${label} in words.`),
      ),
    );
  });

  it("with Model Settings have warnings in their output, where it tells what was changed in requests", () => {
    expectNone(
      definition.action.flatMap(({ key, inputs, output }) => {
        const runsModel = inputs.some((input) => input.key === "modelSettings");
        const tells = output?.properties === undefined || "warnings" in output.properties;
        // A batch is answered later, by requests that nobody changes.
        return runsModel && !tells && key !== "createBatch"
          ? [`${key}: add warningsProperty to its shape, and warnings to what shows it.`]
          : [];
      }),
    );
  });
});
