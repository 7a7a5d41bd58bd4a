import * as spectral from "@prismatic-io/spectral";

const root: Readonly<Record<string, unknown>> = spectral;

/** What one of spectral's functions makes of a definition. */
const made = (name: string, definition: object): unknown => {
  const make = root[name] as (given: object) => unknown;
  return make(definition);
};

/* scripts/bundle/spectral.mjs stands for the root of spectral in the bundle, and does what these do. */
describe("of spectral's own functions", () => {
  it.each(["action", "input", "trigger", "dataSource", "connection", "oauth2Connection", "outputSchema"])(
    "%s gives back the definition itself, unchanged",
    (name) => {
      const definition = Object.freeze({ key: "some" });
      expect(made(name, definition)).toBe(definition);
    },
  );

  it.each([
    ["structuredObjectInput", { type: "structuredObject" }],
    ["pollingTrigger", { triggerType: "polling" }],
  ])("%s adds one property: %j", (name, added) => {
    expect(made(name, Object.freeze({ key: "some" }))).toEqual({ key: "some", ...added });
  });
});
