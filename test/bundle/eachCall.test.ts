import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const paramsInPlace = load("./scripts/bundle/paramsInPlace.cjs") as (source: string) => string;
const withoutSdkLog = load("./scripts/bundle/withoutSdkLog.cjs") as (source: string) => string;
const sourceOf = (file: string) => readFileSync(path.join(process.cwd(), "node_modules", file), "utf8");

type Clean = (
  params: Record<string, unknown>,
  cleaners: Record<string, ((value: unknown) => unknown) | undefined>,
) => Record<string, unknown>;

describe("spectral's cleaning of inputs in the bundle", () => {
  const file = "@prismatic-io/spectral/dist/serverTypes/perform.js";
  const evaluated = (source: string): Clean => {
    const from = createRequire(path.join(process.cwd(), "node_modules", file));
    const exported: { cleanParams?: Clean } = {};
    Function("exports", "require", source)(exported, from);
    if (!exported.cleanParams) throw new Error("spectral has no cleanParams.");
    return exported.cleanParams;
  };

  it("gives the same, in the same order, and leaves what was given as it was", () => {
    const params = { model: " a ", other: 0, gone: null };
    const cleaners = { connection: (value: unknown) => typeof value, model: String, other: undefined };
    const cleaned = evaluated(paramsInPlace(sourceOf(file)))(params, cleaners);
    expect(JSON.stringify(cleaned)).toBe(JSON.stringify(evaluated(sourceOf(file))(params, cleaners)));
    expect(cleaned).toEqual({ model: " a ", other: 0, gone: null, connection: "undefined" });
    expect(params).toEqual({ model: " a ", other: 0, gone: null });
  });

  it("fails the build where spectral does it in another way", () => {
    expect(() => paramsInPlace("const cleanParams = () => ({});")).toThrow("in another way by now");
  });
});

describe("the log of the SDK in the bundle", () => {
  const source = sourceOf("openai/internal/utils/log.mjs");
  const evaluated = (text: string) =>
    Function(
      `${text.replace(/^import .*$/gm, "").replaceAll("export ", "")}\nreturn { formatRequestDetails, redactURL };`,
    )() as { formatRequestDetails(details: object): object; redactURL(url: string): string };

  it("is handed what it would format as it is", () => {
    const details = { url: "https://example.com/?sig=a", headers: {} };
    expect(evaluated(source).redactURL(details.url)).toBe("https://example.com/?sig=***");
    const { formatRequestDetails, redactURL } = evaluated(withoutSdkLog(source));
    expect(redactURL(details.url)).toBe(details.url);
    expect(formatRequestDetails(details)).toBe(details);
    expect(details.url).toBe("https://example.com/?sig=a");
  });

  it("fails the build where the SDK prepares it in another way", () => {
    expect(() => withoutSdkLog("export const loggerFor = () => undefined;")).toThrow("in another way by now");
  });
});
