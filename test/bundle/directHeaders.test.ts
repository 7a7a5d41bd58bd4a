import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { root } from "./builtBundle";

const load = createRequire(path.join(root, "webpack.config.js"));
const directHeaders = load("./scripts/bundle/directHeaders.cjs") as (source: string) => string;
const source = readFileSync(path.join(root, "node_modules/openai/internal/headers.mjs"), "utf8");

interface Built {
  values: Headers;
  nulls: Set<string>;
}
type Build = (headers: readonly unknown[]) => Built;

const buildOf = (text: string): Build => {
  const body = text
    .replace(/^import .*$/gm, "const isReadonlyArray = Array.isArray;")
    .replace(/^export const/gm, "const");
  return Function(`${body}\nreturn buildHeaders;`)();
};

const own = buildOf(source);
const direct = buildOf(directHeaders(source));
const shown = ({ values, nulls }: Built) => ({ values: [...values], nulls: [...nulls].sort() });
const agree = (...headers: unknown[]) => expect(shown(direct(headers))).toEqual(shown(own(headers)));

describe("headers that are put together without a generator", () => {
  it.each<[what: string, headers: unknown[]]>([
    ["none", []],
    ["nothing", [undefined, null]],
    ["an object", [{ Accept: "application/json", "X-Retry": 0 }]],
    ["a later object, which wins", [{ accept: "text/html", "x-a": "1" }, { Accept: "application/json" }]],
    ["undefined, which changes nothing", [{ "x-a": "1" }, { "x-a": undefined }]],
    ["null, which takes off", [{ "x-a": "1" }, { "X-A": null }]],
    ["a value behind null", [{ "x-a": null }, { "X-A": "2" }]],
    ["two spellings in one object", [{ "X-A": "1", "x-a": "2" }]],
    ["a list of values", [{ "x-a": ["1", "2"], "x-b": "3" }]],
    [
      "an empty list, and one of null",
      [
        { "x-a": "1", "x-b": "1" },
        { "x-a": [], "x-b": [null] },
      ],
    ],
    [
      "pairs",
      [
        [
          ["x-a", "1"],
          ["x-a", "2"],
        ],
      ],
    ],
    ["Node's own headers", [{ "x-a": "1" }, new Headers({ "x-a": "2" })]],
  ])("agree with the SDK's own: %s", (_what, headers) => {
    agree(...headers);
  });

  it("agree where headers that were built before are put together again", () => {
    const parts = [{ "x-a": "1", "x-b": null }, { "x-c": "3" }];
    const again = (build: Build) => shown(build([{ "x-b": "9", "x-d": "4" }, build(parts)]));
    expect(again(direct)).toEqual(again(own));
  });

  it("agree for any objects", () => {
    const random = seededRandom(33);
    const pick = <Value>(values: readonly Value[]) => values[Math.floor(random() * values.length)];
    const object = () =>
      Object.fromEntries(
        Array.from({ length: 3 }, () => [
          pick(["x-a", "X-A", "x-b", "X-b", "accept"]),
          pick(["1", "2", 3, null, undefined, ["4", "5"]]),
        ]),
      );
    for (let round = 0; round < 500; round += 1) agree(object(), object(), object());
  });

  it.each([{ "x a": "1" }, { "": "1" }, { "x-ä": null }])("refuse a name that is none: %j", (headers) => {
    expect(() => direct([headers])).toThrow("must be a valid HTTP token");
    expect(() => own([headers])).toThrow("must be a valid HTTP token");
  });

  it("are not made from another source", () => {
    expect(() => directHeaders("export const buildHeaders = () => {};")).toThrow("in another way by now");
  });
});
