import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { dist } from "./builtBundle";

type Modules = Record<string, (given: { exports: unknown }) => void>;

/** What the built bundle begins with: the functions that wake its modules. */
const [beginning = ""] = readFileSync(path.join(dist, "index.js"), "utf8").split("const asleep=");
const { wakeModules, bytesOf, outOfComment } = Function(
  "require",
  `${beginning}return { wakeModules, bytesOf, outOfComment };`,
)(require) as {
  wakeModules: (...stores: Array<() => string>) => Modules;
  bytesOf: (asleep: unknown) => Buffer;
  outOfComment: (text: string) => string;
};
const { sevenBits, inComment } = createRequire(__filename)(
  "../../scripts/bundle/SleepingModulesPlugin.cjs",
) as {
  sevenBits: (bytes: Uint8Array) => string;
  inComment: (text: string) => string;
};

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

  it("are given bytes that stand in a comment in seven bits a character, with every byte and every character", () => {
    const bytes = Buffer.from(
      Array.from({ length: 70_000 }, (_, place) => (place * place + (place >> 8)) & 255),
    );
    for (const length of [0, 1, 6, 7, 8, 13, 70_000]) {
      const asleep = sevenBits(bytes.subarray(0, length));
      expect(asleep.slice(0, -3)).not.toContain("*/");
      expect(Buffer.compare(bytesOf(Function(`return ${asleep}`)()), bytes.subarray(0, length))).toBe(0);
    }
    const text = "*/ *~/ *~~ ***/ */*/";
    expect(outOfComment(inComment(text))).toBe(text);
    expect(inComment(text)).not.toContain("*/");
  });

  it("are told by their name where the bundle has none of it", () => {
    expect(() => woken("44")).toThrow("The bundle has no module 44.");
    expect(woken("11")).toBe(1);
  });
});
