import { existsSync } from "node:fs";
import { join } from "node:path";
import type { TriggerCase } from "./stepCase";

/** Kinds of parts that have cases: the names of the component's lists, and of the folders of cases. */
export const partKinds = ["actions", "dataSources", "triggers"] as const;
/** One of them. */
export type PartKind = (typeof partKinds)[number];

/** Where the case of a part stands, from the root of the project. */
export const casePath = (kind: PartKind, key: string): string => `local/cases/${kind}/${key}.ts`;

/** The case of a part; undefined where there is none. */
export const findCase = (kind: PartKind, key: string): TriggerCase | undefined =>
  existsSync(join(__dirname, kind, `${key}.ts`))
    ? (require(`./${kind}/${key}`) as Record<string, TriggerCase>)[key]
    : undefined;

/**
 * The case of a part.
 * @throws Error where there is none.
 */
export const loadCase = (kind: PartKind, key: string): TriggerCase => {
  const found = findCase(kind, key);
  if (!found) throw new Error(`${casePath(kind, key)} is missing: npx jest test/cases says what to write.`);
  return found;
};
