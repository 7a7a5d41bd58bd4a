import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const plainOmit = load("./scripts/bundle/plainOmit.cjs") as (object: object, names: unknown) => object;

describe("what stands for lodash's omit", () => {
  it("takes names off an object, and leaves the object as it was", () => {
    const object = { a: 1, b: 2, ab: 3 };
    expect(plainOmit(object, ["a", "c"])).toEqual({ b: 2, ab: 3 });
    expect(object).toEqual({ a: 1, b: 2, ab: 3 });
  });

  it.each(["ab", undefined, { a: true }])("refuses names that are no list: %j", (names) => {
    expect(() => plainOmit({ a: 1 }, names)).toThrow("they are no list");
  });
});
