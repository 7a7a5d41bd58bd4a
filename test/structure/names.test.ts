import path from "node:path";
import { actions } from "../../src/actions";
import { connections } from "../../src/connections";
import { dataSources } from "../../src/dataSources";
import { triggers } from "../../src/triggers";
import { expectNone } from "./expectNone";
import { baseName, root, sourceFiles } from "./sourceFiles";

interface Registry {
  folder: string;
  /** What spectral makes of such a part, to find those that were not registered. */
  isPart(value: Record<string, unknown>): boolean;
  parts: Readonly<Record<string, unknown>>;
}

const hasPerform = (value: Record<string, unknown>): boolean =>
  typeof value["perform"] === "function" && "display" in value;

const registries: Registry[] = [
  { folder: "src/actions", isPart: hasPerform, parts: actions },
  { folder: "src/dataSources", isPart: hasPerform, parts: dataSources },
  { folder: "src/triggers", isPart: hasPerform, parts: triggers },
  {
    folder: "src/connections",
    isPart: (value) => typeof value["key"] === "string" && "inputs" in value,
    parts: Object.fromEntries(connections.map((connection) => [connection.key, connection])),
  },
];

const exportsOf = (file: string): Record<string, unknown> => require(path.join(root, file));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;

describe.each(registries)("$folder", ({ folder, isPart, parts }) => {
  const files = sourceFiles(folder).filter((file) => !file.path.endsWith("/index.ts"));

  it("has a file for each key, which exports it by that name", () => {
    expectNone(
      Object.entries(parts).flatMap(([key, part]) => {
        const found = files.filter((file) => baseName(file.path) === key);
        if (found.length !== 1)
          return [`${folder}: ${key} needs one file of this name, there are ${found.length}.`];
        const file = found[0]?.path ?? "";
        return exportsOf(file)[key] === part
          ? []
          : [`${file}: export ${key}, and register that export in ${folder}/index.ts.`];
      }),
    );
  });

  it("registers every part that a file exports", () => {
    expectNone(
      files.flatMap((file) =>
        Object.entries(exportsOf(file.path))
          .filter(([, value]) => isObject(value) && isPart(value))
          .filter(([name, value]) => parts[name] !== value || baseName(file.path) !== name)
          .map(
            ([name]) =>
              `${file.path}: add ${name} to ${folder}/index.ts, and name the file, the export and the key alike.`,
          ),
      ),
    );
  });

  it("has keys in camelCase", () => {
    expectNone(
      Object.keys(parts)
        .filter((key) => !/^[a-z][a-zA-Z0-9]*$/.test(key))
        .map((key) => `${folder}: write ${key} in camelCase.`),
    );
  });
});

describe("folders and files", () => {
  const own = ["src", "local", "scripts", "examples", "test"].flatMap((folder) => sourceFiles(folder));

  it("are named by their subject", () => {
    const drawers = /^(utils?|helpers?|common|types?|constants?|misc|shared|lib)$/i;
    expectNone(
      own
        .filter((file) => file.path.split("/").some((part) => drawers.test(baseName(part))))
        .map((file) => `${file.path}: name it by its subject; anything ends up in a drawer of this name.`),
    );
  });

  it("are one thing each: no file beside a folder of its name", () => {
    const folders = new Set(own.map((file) => path.posix.dirname(file.path)));
    expectNone(
      own
        .filter((file) => folders.has(file.path.replace(/\.ts$/, "")))
        // The entry of a script may stand beside its modules.
        .filter((file) => file.path.startsWith("src/"))
        .map((file) => `${file.path}: there is a folder of this name; move the file into it.`),
    );
  });
});
