import { actions } from "../../src/actions";
import { dataSources } from "../../src/dataSources";
import { triggers } from "../../src/triggers";
import { expectNone } from "./expectNone";

/** What the platform shows and runs beside an action's `perform`. */
interface ActionExamples {
  examplePayload?: { data: unknown };
  examplePerform?: (context: object, params: object) => Promise<{ data: unknown }>;
  performSafety?: string;
  outputSchema?: { type: string; schema: { properties?: Record<string, unknown> } };
}

const entries = Object.entries(actions as unknown as Record<string, ActionExamples>);

/** Only a read may be run by the designer by itself; everything else costs money or changes something. */
const isRead = (key: string): boolean =>
  /^(get|list|find|count|search|select|diagnose|download)[A-Z]/.test(key);

describe("examples", () => {
  it("are complete", () => {
    expectNone(
      entries.flatMap(([key, definition]) =>
        (["examplePayload", "examplePerform", "performSafety", "outputSchema"] as const)
          .filter((property) => definition[property] === undefined)
          .map((property) => `action ${key}: add ${property}.`),
      ),
    );
    expectNone(
      Object.entries(dataSources)
        .filter(([, definition]) => definition.examplePayload === undefined)
        .map(([key]) => `data source ${key}: add examplePayload.`),
    );
    expectNone(
      Object.entries(triggers)
        .filter(([, definition]) => definition.examplePayload === undefined)
        .map(([key]) => `trigger ${key}: add examplePayload.`),
    );
  });

  it.each(Object.entries(triggers))(
    "of %s travel as JSON, and take a branch that exists",
    (_key, trigger) => {
      const { examplePayload, staticBranchNames } = trigger as {
        examplePayload?: { branch?: string };
        staticBranchNames?: string[];
      };
      expect(JSON.parse(JSON.stringify(examplePayload))).toEqual(examplePayload);
      if (staticBranchNames) expect(staticBranchNames).toContain(examplePayload?.branch);
      else expect(examplePayload?.branch).toBeUndefined();
    },
  );

  it("keep the designer from running what costs money", () => {
    expectNone(
      entries.flatMap(([key, { performSafety }]) => {
        const fitting = isRead(key) ? "safe" : "notAllowed";
        return performSafety === fitting ? [] : [`action ${key}: set performSafety to "${fitting}".`];
      }),
    );
  });

  it.each(entries)("of %s agree with each other and travel as JSON", async (_key, definition) => {
    const { examplePayload, examplePerform, outputSchema } = definition;
    expect(await examplePerform?.({}, {})).toEqual(examplePayload);
    expect(() => JSON.stringify(examplePayload)).not.toThrow();
    // Only a step with fallbacks has them in its output.
    const described = Object.keys(outputSchema?.schema.properties ?? {}).filter((key) => key !== "fallback");
    const shown = Object.keys((examplePayload?.data ?? {}) as object);
    expect(described.filter((property) => !shown.includes(property))).toEqual([]);
  });
});
