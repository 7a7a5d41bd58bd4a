import type { Change, Weight } from "./compareDefinitions";

/** A version's three numbers. */
export type Version = [major: number, minor: number, patch: number];

/** The numbers of a version such as 1.2.3; undefined for any other text. */
export const parseVersion = (text: string): Version | undefined => {
  const [, major, minor, patch] = /^(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})$/.exec(text) ?? [];
  return patch === undefined ? undefined : [Number(major), Number(minor), Number(patch)];
};

/** Below zero where the first is the older version, 0 for the same, else above zero. */
export const compareVersions = (left: Version, right: Version): number =>
  left[0] - right[0] || left[1] - right[1] || left[2] - right[2];

/** The least version that may follow one, with such changes; without any it is the next patch. */
export const leastVersion = ([major, minor, patch]: Version, changes: readonly Change[]): Version => {
  const weights = new Set<Weight>(changes.map(({ weight }) => weight));
  if (weights.has("major")) return [major + 1, 0, 0];
  return weights.has("minor") ? [major, minor + 1, 0] : [major, minor, patch + 1];
};
