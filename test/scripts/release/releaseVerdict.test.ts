import type { PublicDefinition } from "../../../scripts/release/publicDefinition";
import { changelogSection, type ReleaseFacts, releaseVerdict } from "../../../scripts/release/releaseVerdict";
import { leastVersion, parseVersion } from "../../../scripts/release/versions";

const definitionOf = (...keys: string[]): PublicDefinition => ({
  connections: {},
  actions: Object.fromEntries(keys.map((key) => [key, { label: key, inputs: {}, output: {}, branches: [] }])),
  dataSources: {},
  triggers: {},
});

const changelog =
  "# Changelog\n\n## Unreleased\n\n## 1.1.0 - 2026-12-01\n\n### Added\n\n- More.\n\n## 1.0.0 - 2026-11-27\n\n- All.\n";

const facts: ReleaseFacts = {
  version: "1.1.0",
  definition: definitionOf("ask", "more"),
  records: [
    { version: "0.9.0", definition: definitionOf() },
    { version: "1.0.0", definition: definitionOf("ask") },
  ],
  changelog,
  tags: ["v1.0.0"],
  changedFiles: [],
  published: ["icon.png", "index.js"],
  documentationProblem: undefined,
};

const refusals = (more: Partial<ReleaseFacts>): string[] => {
  const { findings, may } = releaseVerdict({ ...facts, ...more });
  const bad = findings.filter(({ holds }) => !holds).map(({ what }) => what);
  expect(may).toBe(bad.length === 0);
  return bad;
};

it("lets a version with additions follow the last release", () => {
  expect(refusals({})).toEqual([]);
});

it("takes a first release as it is", () => {
  const { findings, may } = releaseVerdict({ ...facts, records: [] });
  expect(may).toBe(true);
  expect(findings[0]?.what).toBe("1.1.0 would be the first release: it breaks no flow.");
});

it.each<[string, Partial<ReleaseFacts>, string]>([
  [
    "a key that is gone",
    { definition: definitionOf("more") },
    "After 1.0.0, what changed asks for 2.0.0 at least, and package.json says 1.1.0.",
  ],
  [
    "a version that is none",
    { version: "1.1" },
    'The version in package.json, "1.1", is no major.minor.patch.',
  ],
  [
    "a tag that is there",
    { tags: ["v1.1.0"] },
    "The tag v1.1.0 is there: raise the version in package.json.",
  ],
  ["what is not committed", { changedFiles: ["src/index.ts"] }, "Not committed: src/index.ts."],
  [
    "a file that is not to be published",
    { published: ["index.js", "notes.txt"] },
    "dist lacks index.js, or holds what is not to be published: notes.txt.",
  ],
  ["a stale manual", { documentationProblem: "It is stale." }, "It is stale."],
  [
    "entries that are unreleased",
    { changelog: changelog.replace("Unreleased\n", "Unreleased\n\n- Late.\n") },
    "1 entries of CHANGELOG.md are unreleased: move them under the version.",
  ],
])("refuses %s", (_, more, sentence) => {
  expect(refusals(more)).toContain(sentence);
});

it("refuses a version that the changelog does not date or tell of", () => {
  const sentence = 'CHANGELOG.md has no section "## 1.1.0 - <year-month-day>" with entries.';
  expect(refusals({ changelog: changelog.replace(" - 2026-12-01", "") })).toEqual([sentence]);
  expect(refusals({ changelog: changelog.replace("- More.", "") })).toEqual([sentence]);
});

it("reads the section of one version alone", () => {
  expect(changelogSection(changelog, "1.0.0").join("\n").trim()).toBe("## 1.0.0 - 2026-11-27\n\n- All.");
  expect(changelogSection(changelog, "1.0")).toEqual([]);
});

it("asks for the version that the gravest change needs", () => {
  const of = (weight: "major" | "minor" | "patch") => leastVersion([1, 2, 3], [{ weight, what: "" }]);
  expect([of("major"), of("minor"), of("patch"), leastVersion([1, 2, 3], [])]).toEqual([
    [2, 0, 0],
    [1, 3, 0],
    [1, 2, 4],
    [1, 2, 4],
  ]);
});

it.each(["1", "1.2", "1.2.3.4", "01.2.3", "1.2.3-beta", "v1.2.3", ""])("reads %p as no version", (text) => {
  expect(parseVersion(text)).toBeUndefined();
});
