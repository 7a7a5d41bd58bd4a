import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const plainUniq = load("./scripts/bundle/plainUniq.cjs") as (names: unknown) => unknown[];

describe("what stands for lodash's uniq", () => {
  it("keeps the first of names that occur twice, in their order, and leaves the list as it was", () => {
    const names = ["model", "connection", "model", "prices", "connection"];
    expect(plainUniq(names)).toEqual(["model", "connection", "prices"]);
    expect(names).toHaveLength(5);
  });

  it.each(["ab", undefined, { length: 1 }])("refuses names that are no list: %j", (names) => {
    expect(() => plainUniq(names)).toThrow("they are no list");
  });
});
