import type { LiveResult } from "./runChecks";

/** What a report is told beside the results. */
interface ReportFacts {
  version: string;
  date: string;
  /** Such as `Azure, API Key`. */
  connection: string;
  /** Texts that say whose resource it was: addresses and names, each with what stands in its place. */
  hidden: ReadonlyArray<readonly [text: string, replacement: string]>;
}

const cell = (text: string): string => text.replaceAll("|", "\\|").replaceAll(/\s+/g, " ").slice(0, 600);

/** A report in Markdown, without what tells whose resource it was. */
export const reportOf = (
  { checks, left }: LiveResult,
  { version, date, connection, hidden }: ReportFacts,
): string => {
  const rows = checks.map(
    ({ name, question, finding: { verdict, seen } }) =>
      `| ${name} | ${cell(question)} | ${verdict} | ${cell(seen)} |`,
  );
  const text = [
    `# Verified against the real service, ${date}`,
    "",
    `Version ${version}, connected by ${connection}.`,
    "",
    "| Check | Question | What was assumed | What was seen |",
    "| --- | --- | --- | --- |",
    ...rows,
    "",
    left.length === 0 ? "Nothing was left behind." : "Could not be deleted:",
    ...left.map((line) => `- ${cell(line)}`),
    "",
  ].join("\n");
  return (
    hidden
      .filter(([secret]) => secret.length > 2)
      // What has another one inside goes first.
      .toSorted(([left], [right]) => right.length - left.length)
      .reduce((rest, [secret, replacement]) => rest.replaceAll(secret, replacement), text)
  );
};
