import { component, input, structuredObjectInput } from "@prismatic-io/spectral";
import { withLateForm } from "../src/withLateForm";

type Action = Parameters<typeof component>[0] extends { actions?: Record<string, infer Given> }
  ? Given
  : never;

describe("an action with a late form", () => {
  const made: string[] = [];
  const upper = (value: unknown) => String(value).toUpperCase();
  const action = {
    display: { label: "Ask", description: "Ask a question" },
    inputs: {
      question: input({ label: "Question", type: "string", required: true, clean: upper }),
      plain: input({ label: "Plain", type: "string", default: "said" }),
      settings: structuredObjectInput({
        label: "Settings",
        inputs: {
          tone: input({ label: "Tone", type: "string", clean: upper }),
          size: input({ label: "Size", type: "string" }),
        },
      }),
    },
    perform: async (_context: unknown, params: unknown) => ({ data: params }),
    examplePerform: async () => ({ data: 1 }),
    performSafety: "safe" as const,
    get examplePayload() {
      made.push("example");
      return { data: 1 };
    },
    get outputSchema() {
      made.push("schema");
      return { type: "actionOutput" as const, schema: { type: "object" as const } };
    },
  };
  const frame = { key: "one", display: { label: "One", description: "One", iconPath: "icon.png" } };
  const convert = (actions: Record<string, Action>) => component({ ...frame, actions }).actions;
  const whole = () => convert({ ask: action as unknown as Action })["ask"];
  const late = () => withLateForm({ ask: action as unknown as Action }, convert)["ask"];

  it("runs as the action does, every input cleaned, without its form, example and schema", async () => {
    const ask = late();
    const params = { question: "why", plain: "so", settings: { tone: "kind", size: "s" }, other: 1 };
    const context = { logger: console } as never;
    expect(await ask?.perform(context, params)).toEqual({
      data: { question: "WHY", plain: "so", settings: { tone: "KIND", size: "s" }, other: 1 },
    });
    expect(await ask?.perform(context, {})).toEqual(await whole()?.perform(context, {}));
    made.length = 0;
    late();
    expect(made).toEqual([]);
  });

  it("has the action's form, example and schema where they are read, made once", () => {
    made.length = 0;
    const ask = late();
    const text = JSON.stringify(ask);
    expect(made.toSorted()).toEqual(["example", "schema"]);
    expect({ ...ask }).toMatchObject({ examplePayload: { data: 1 } });
    expect(made).toHaveLength(2);
    expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(whole())));
    expect(Object.keys(ask as object).sort()).toEqual(Object.keys(whole() as object).sort());
  });

  it("has nothing that the action lacks", () => {
    const { ask } = withLateForm<object, object>({ ask: { label: "Ask" } }, (part) => ({ ...part }));
    expect(Object.keys(ask as object)).toEqual(["label", "inputs"]);
  });
});
