import { withLateOutput } from "../src/withLateOutput";

describe("an action with late output", () => {
  const made: string[] = [];
  const action = {
    label: "Ask",
    get examplePayload() {
      made.push("example");
      return { data: 1 };
    },
    get outputSchema() {
      made.push("schema");
      return "schema";
    },
  };
  const convert = (part: Record<string, typeof action>) =>
    Object.fromEntries(Object.entries(part).map(([key, given]) => [key, { key, ...given }]));

  it("is converted without its example and schema, which are made when they are read, once", () => {
    const { ask } = withLateOutput({ ask: action }, convert);
    expect(ask?.label).toBe("Ask");
    expect(made).toEqual([]);
    expect(JSON.parse(JSON.stringify(ask))).toEqual({
      key: "ask",
      label: "Ask",
      examplePayload: { data: 1 },
      outputSchema: "schema",
    });
    expect({ ...ask }).toMatchObject({ examplePayload: { data: 1 } });
    expect(made).toEqual(["example", "schema"]);
  });

  it("has no output that the action lacks", () => {
    const { ask } = withLateOutput<object, object>({ ask: { label: "Ask" } }, (part) => ({ ...part }));
    expect(Object.keys(ask as object)).toEqual(["label"]);
  });
});
