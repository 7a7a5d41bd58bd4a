import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { loadCase, type PartKind } from "../../local/cases/loadCase";
import { loadComponent } from "../../local/platform/component";
import { definition, type PartDefinition } from "../documentation/definition";
import { type DescribedPart, outputTypes } from "./outputTypes";
import { typedIndex } from "./typedIndex";

const root = path.join(__dirname, "../..");

/** The parts of a kind that say what comes out of them. */
const describedParts = (kind: PartKind, parts: readonly PartDefinition[]): DescribedPart[] =>
  parts.flatMap(({ key, output, example }) =>
    output ? [{ key, output, example, sometimes: loadCase(kind, key).sometimes ?? [] }] : [],
  );

/** Runs spectral's own generator on dist: what it needs of the platform's command line it finds beside itself. */
const generate = (folder: string): void => {
  const binaries = path.join(root, "node_modules", ".bin");
  const { status, stderr, error } = spawnSync(
    path.join(binaries, "component-manifest"),
    ["--skip-signature-verify", "-o", folder],
    {
      cwd: root,
      encoding: "utf8",
      env: { ...process.env, PATH: `${binaries}${path.delimiter}${process.env["PATH"]}` },
    },
  );
  if (status !== 0) throw new Error(`component-manifest failed: ${error?.message ?? stderr.trim()}`);
};

/**
 * Writes typed actions, triggers, pickers and connections for code-native integrations into a folder, in place of what
 * is there: what spectral's generator makes of dist, with types for what actions and triggers give.
 */
export const generateManifest = async (folder: string): Promise<void> => {
  generate(folder);
  const actions = describedParts("actions", definition.action);
  const triggers = describedParts("triggers", definition.trigger);
  const source = path.join(folder, "src");
  writeFileSync(path.join(source, "outputs.ts"), await outputTypes([...actions, ...triggers]));
  const index = path.join(source, "index.ts");
  const keysOf = (parts: readonly DescribedPart[]) => parts.map(({ key }) => key);
  const branching = Object.values(loadComponent().actions).filter(({ allowsBranching }) => allowsBranching);
  const typed = {
    actions: keysOf(actions),
    branching: branching.map(({ key }) => key),
    triggers: keysOf(triggers),
  };
  writeFileSync(index, typedIndex(readFileSync(index, "utf8"), typed));
};
