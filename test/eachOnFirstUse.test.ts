import { eachOnFirstUse } from "../src/eachOnFirstUse";

const make = () => {
  const made: string[] = [];
  const parts = {
    get first() {
      made.push("first");
      return 1;
    },
    get second() {
      made.push("second");
      return 2;
    },
  };
  const doubled = eachOnFirstUse<number, number>(parts, (part) =>
    Object.fromEntries(Object.entries(part).map(([key, value]) => [key, value * 2])),
  );
  return { made, doubled };
};

describe("eachOnFirstUse", () => {
  it("makes a value when it is asked for, once, and leaves its neighbors alone", () => {
    const { made, doubled } = make();
    expect(Object.keys(doubled)).toEqual(["first", "second"]);
    expect("first" in doubled).toBe(true);
    expect(made).toEqual([]);
    expect([doubled["second"], doubled["second"]]).toEqual([4, 4]);
    expect(made).toEqual(["second"]);
  });

  it("is a plain object to whoever lists, copies or writes it", () => {
    expect(JSON.stringify(make().doubled)).toBe('{"first":2,"second":4}');
    expect({ ...make().doubled }).toEqual({ first: 2, second: 4 });
    expect(Object.entries(make().doubled)).toEqual([
      ["first", 2],
      ["second", 4],
    ]);
    const { made, doubled } = make();
    doubled["first"] = 7;
    expect(doubled["first"]).toBe(7);
    expect(made).toEqual([]);
  });

  it("has what is written and lacks what is deleted, whether it was made or not", () => {
    const { made, doubled } = make();
    delete doubled["first"];
    Object.assign(doubled, { third: 3 });
    expect(Object.keys(doubled)).toEqual(["second", "third"]);
    expect(["first" in doubled, doubled["first"], doubled["none"]]).toEqual([false, undefined, undefined]);
    expect(made).toEqual([]);
    expect(doubled).toEqual({ second: 4, third: 3 });
  });
});
