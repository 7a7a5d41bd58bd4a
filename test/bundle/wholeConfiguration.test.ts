import path from "node:path";
import { projectConfiguration, wholeConfiguration } from "../../bench/buildEmpty";

const loadersOf = ({ module }: ReturnType<typeof projectConfiguration>): string[] =>
  (module?.rules ?? []).map((rule) => path.basename(String((rule as { loader?: unknown }).loader)));

describe("the settings that the bench compares with, whose libraries are awake", () => {
  it("are the project's without its plugins and what defers requires", () => {
    const whole = wholeConfiguration();
    expect(whole.plugins).toEqual([]);
    expect(whole.resolve).toEqual(projectConfiguration().resolve);
    const ours = loadersOf(projectConfiguration());
    expect(ours).toContain("inlineRequires.cjs");
    expect(loadersOf(whole)).toEqual(ours.filter((name) => name !== "inlineRequires.cjs"));
  });

  it("fail where nothing defers requires", () => {
    expect(() => wholeConfiguration(wholeConfiguration())).toThrow("no rule for inlineRequires.cjs");
  });
});
