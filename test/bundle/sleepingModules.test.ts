import { readFileSync } from "node:fs";
import path from "node:path";
import { dist } from "./builtBundle";

type Modules = Record<string, (given: { exports: unknown }) => void>;

/** What the built bundle begins with: the functions that wake its modules. */
const [beginning = ""] = readFileSync(path.join(dist, "index.js"), "utf8").split("const asleep=");
const wakeModules = Function("require", `${beginning}return wakeModules;`)(require) as (
  ...stores: Array<() => string>
) => Modules;

describe("modules that sleep", () => {
  const opened: string[] = [];
  const store = (name: string, text: string) => () => {
    opened.push(name);
    return text;
  };
  const modules = wakeModules(
    store("first", "11(given){given.exports=1}*~:22(given){given.exports=2}*~:"),
    store("second", "33(given){given.exports=3/*three*~/}*~:"),
  );
  const woken = (id: string) => {
    const given = { exports: undefined as unknown };
    modules[id]?.(given);
    return given.exports;
  };

  it("wake when they are asked for, and open no store before it is needed", () => {
    expect([woken("22"), woken("11"), opened]).toEqual([2, 1, ["first"]]);
    expect([woken("33"), opened]).toEqual([3, ["first", "second"]]);
  });

  it("are told by their name where the bundle has none of it", () => {
    expect(() => woken("44")).toThrow("The bundle has no module 44.");
    expect(woken("11")).toBe(1);
  });
});
