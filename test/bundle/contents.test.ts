import { readdirSync, readFileSync, statSync } from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { PNG } from "pngjs";
import { dist, root, runBeside, shareBundleCopy } from "./builtBundle";

const bundle = readFileSync(path.join(dist, "index.js"), "utf8");

/** What only calls need, packed in the second of the stores from which the bundle's modules wake. */
const [beginning = "", stores = ""] = bundle.split("const asleep=wakeModules");
const unpacked: string = Function(
  "require",
  `${beginning}const stores=(...given)=>given[1]();return stores${stores.slice(0, stores.indexOf(";!function"))}`,
)(require);

/** What the platform allows is not known; this is what the connector allows itself: code, and the token table. */
const mostBytes = 380_000 + 780_000;

/** Bytes that the zip format spends on one file besides its contents: two headers, the name in both. */
const zipOverhead = (name: string): number => 30 + 46 + 2 * name.length;

describe("dist", () => {
  it("holds index.js and its icon, and nothing else", () => {
    expect(readdirSync(dist).sort()).toEqual(["icon.png", "index.js"]);
  });

  it("has an icon that is a square PNG, and not a placeholder", () => {
    const icon = PNG.sync.read(readFileSync(path.join(dist, "icon.png")));
    expect(icon.width).toBe(icon.height);
    expect(icon.width).toBeGreaterThanOrEqual(128);
    expect(statSync(path.join(dist, "icon.png")).size).toBeLessThan(25_000);
    const colors = new Set(
      Array.from({ length: icon.width }, (_, x) => icon.data.readUInt32BE((x * icon.width + x) * 4)),
    );
    expect(colors.size).toBeGreaterThan(10);
  });

  it(`is below ${mostBytes / 1000} kB as a zip`, () => {
    const bytes = readdirSync(dist)
      .map(
        (name) =>
          deflateRawSync(readFileSync(path.join(dist, name)), { level: 9 }).length + zipOverhead(name),
      )
      .reduce((sum, size) => sum + size, 22);
    process.stderr.write(`dist as a zip: ${(bytes / 1000).toFixed(1)} kB\n`);
    expect(bytes).toBeLessThan(mostBytes);
  });
});

describe("index.js", () => {
  const copy = shareBundleCopy();

  it("is minified", () => {
    const code = bundle.replace(/\/\*[\s\S]*?\*\//g, "");
    expect(code.length / code.split("\n").length).toBeGreaterThan(500);
    expect(/^\s*\/\/ /m.test(bundle)).toBe(false);
  });

  it("has no source map", () => {
    expect(/\/\/[#@] sourceMappingURL=\S+\s*$/.test(bundle)).toBe(false);
  });

  it("has the same bytes wherever it is built: their digest is the signature of what is published", () => {
    for (const text of [bundle, unpacked]) {
      const places = [
        ...text.matchAll(/file:\/\/\/[^"'`\s]+/g),
        ...text.matchAll(/["'`]([^"'`\s]*\/node_modules\/[^"'`\s]*)/g),
      ];
      expect(places.map(([place]) => place.slice(0, 200))).toEqual([]);
      expect(text.includes(root)).toBe(false);
    }
  });

  it("has what a definition needs as it stands, and packs what only a call needs", () => {
    const definition = "Create an answer to a prompt or a conversation";
    const call = "The client was used without a call";
    expect([bundle.includes(definition), unpacked.includes(definition)]).toEqual([true, false]);
    expect([bundle.includes(call), unpacked.includes(call)]).toEqual([false, true]);
  });

  it("leaves out what spectral has for integrations alone, and for its utilities", () => {
    for (const text of [bundle, unpacked]) {
      expect(text).not.toContain("codeNativeIntegrationYAML");
      expect(text).not.toContain("__zod_globalRegistry");
      expect(text).not.toContain("Invalid expression syntax");
    }
  });

  it("is CommonJS that requires Node's own modules alone", async () => {
    const required = await runBeside<string[]>(copy, "listRequires.mts");
    expect(required.length).toBeGreaterThan(0);
    const known = new Set(builtinModules);
    expect(required.filter((name) => !known.has(name.replace(/^node:/, "")))).toEqual([]);
  });

  it("wakes what an action needs when it is reached, and the client with the first call", async () => {
    // Texts of one module each: two actions, the connector's client, the SDK's client, and two libraries.
    const markers = [
      "Create an answer to a prompt or a conversation",
      "Get a batch: its status, its counts, its files",
      "The client was used without a call",
      "OPENAI_BASE_URL",
      "msal.js.node",
      "The number of mergeable tokens",
    ];
    const { byLoad, byReach, byCall, evaluatesFetch } = await runBeside<
      Record<string, Record<string, unknown>>
    >(copy, "measureLoad.mts", { args: markers });
    expect(Object.values(byLoad ?? {})).toEqual([false, false, false, false, false, false]);
    expect(Object.values(byReach ?? {})).toEqual([true, false, false, false, false, false]);
    // That the measurement sees what a call with a key needs shows that it would have seen it before.
    expect(Object.values(byCall ?? {})).toEqual([true, false, true, true, false, false]);
    // 15 ms of Node's own, for which axios asks as it is evaluated, and the SDK with its first call.
    expect(evaluatesFetch).toBe(false);
  });
});
