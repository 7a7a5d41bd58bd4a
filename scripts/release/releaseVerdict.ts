import { type Change, compareDefinitions } from "./compareDefinitions";
import type { PublicDefinition } from "./publicDefinition";
import { compareVersions, leastVersion, parseVersion, type Version } from "./versions";

/** A version that was released, with what flows hold on to of it. */
export interface ReleaseRecord {
  version: string;
  definition: PublicDefinition;
}

/** What a release is judged by. */
export interface ReleaseFacts {
  /** The version in package.json. */
  version: string;
  definition: PublicDefinition;
  /** All releases so far, in any order. */
  records: readonly ReleaseRecord[];
  changelog: string;
  /** The repository's tags. */
  tags: readonly string[];
  /** Files that differ from the last commit. */
  changedFiles: readonly string[];
  /** The names of the files that are published. */
  published: readonly string[];
  /** What is wrong with the manual; undefined where nothing is. */
  documentationProblem: string | undefined;
}

/** One thing that a release needs, whether it is so, and why it is not. */
interface Finding {
  holds: boolean;
  what: string;
}

const finding = (holds: boolean, good: string, bad: string): Finding => ({ holds, what: holds ? good : bad });

/** The lines of the changelog's section about a version, or those that are unreleased. */
export const changelogSection = (changelog: string, title: string): string[] => {
  const lines = changelog.split("\n");
  const start = lines.findIndex((line) => line === `## ${title}` || line.startsWith(`## ${title} - `));
  if (start === -1) return [];
  const length = lines.slice(start + 1).findIndex((line) => line.startsWith("## "));
  return lines.slice(start, length === -1 ? undefined : start + 1 + length);
};

const entriesOf = (section: readonly string[]): number =>
  section.filter((line) => line.startsWith("- ")).length;

const changelogFindings = ({ version, changelog }: ReleaseFacts): Finding[] => {
  const section = changelogSection(changelog, version);
  const isDated = / - \d{4}-\d{2}-\d{2}$/.test(section[0] ?? "");
  const unreleased = entriesOf(changelogSection(changelog, "Unreleased"));
  return [
    finding(
      isDated && entriesOf(section) > 0,
      `CHANGELOG.md tells of ${version} in ${entriesOf(section)} entries.`,
      `CHANGELOG.md has no section "## ${version} - <year-month-day>" with entries.`,
    ),
    finding(
      unreleased === 0,
      "Nothing in CHANGELOG.md is unreleased.",
      `${unreleased} entries of CHANGELOG.md are unreleased: move them under the version.`,
    ),
  ];
};

/** The newest of the releases. */
const latestRecord = (records: readonly ReleaseRecord[]): ReleaseRecord | undefined =>
  records
    .filter(({ version }) => parseVersion(version))
    .toSorted((left, right) =>
      compareVersions(parseVersion(right.version) as Version, parseVersion(left.version) as Version),
    )[0];

const versionFindings = (facts: ReleaseFacts): { changes: Change[]; findings: Finding[] } => {
  const version = parseVersion(facts.version);
  if (!version) {
    const what = `The version in package.json, "${facts.version}", is no major.minor.patch.`;
    return { changes: [], findings: [{ holds: false, what }] };
  }
  const last = latestRecord(facts.records.filter((record) => record.version !== facts.version));
  const lastVersion = last && parseVersion(last.version);
  if (!last || !lastVersion) {
    const what = `${facts.version} would be the first release: it breaks no flow.`;
    return { changes: [], findings: [{ holds: true, what }] };
  }
  const changes = compareDefinitions(last.definition, facts.definition);
  const least = leastVersion(lastVersion, changes);
  const findings = [
    finding(
      compareVersions(version, least) >= 0,
      `${facts.version} may follow ${last.version} with ${changes.length} changes of the definition.`,
      `After ${last.version}, what changed asks for ${least.join(".")} at least, and package.json says ${facts.version}.`,
    ),
  ];
  return { changes, findings };
};

const placeFindings = (facts: ReleaseFacts): Finding[] => {
  const strange = facts.published.filter((name) => name !== "index.js" && !name.endsWith(".png"));
  return [
    finding(
      !facts.tags.includes(`v${facts.version}`),
      `There is no tag v${facts.version} yet.`,
      `The tag v${facts.version} is there: raise the version in package.json.`,
    ),
    finding(
      facts.changedFiles.length === 0,
      "All files are as they were committed.",
      `Not committed: ${facts.changedFiles.slice(0, 5).join(", ")}.`,
    ),
    finding(
      strange.length === 0 && facts.published.includes("index.js"),
      "dist holds index.js and icons alone.",
      `dist lacks index.js, or holds what is not to be published: ${strange.slice(0, 5).join(", ")}.`,
    ),
    finding(
      facts.documentationProblem === undefined,
      "documentation.md is what pages and definitions make.",
      facts.documentationProblem ?? "",
    ),
  ];
};

/** Whether what is here may be called the version of package.json, with each reason, and what changed for flows. */
export const releaseVerdict = (
  facts: ReleaseFacts,
): { findings: Finding[]; changes: Change[]; may: boolean } => {
  const { changes, findings } = versionFindings(facts);
  const all = [...findings, ...changelogFindings(facts), ...placeFindings(facts)];
  return { findings: all, changes, may: all.every(({ holds }) => holds) };
};
