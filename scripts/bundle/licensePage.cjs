/** Licenses that ask for no more than that they travel along: what stands in docs/licenses.md. */
const accepted = new Set([
  "MIT",
  "ISC",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "0BSD",
  "Apache-2.0",
  "BlueOak-1.0.0",
]);

/** True for a license that a build does not take: one that is unknown, or asks for more. */
const isRefused = (license) => !accepted.has(license);

/** A text between marks that it does not have itself. */
const quoted = (text) => {
  const mark = "`".repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([run]) => run.length + 1)));
  return `${mark}text\n${text}\n${mark}`;
};

const plain = (text) =>
  text
    .replaceAll("\r\n", "\n")
    .replaceAll(/[ \t]+$/gm, "")
    .trim();

/**
 * The page about what is bundled: each package with its version and license, and under it the text of the license, once
 * for all packages that have the same one.
 */
const licensePage = (packages) => {
  const sorted = packages.toSorted((left, right) => (left.name < right.name ? -1 : 1));
  const rows = sorted.map(({ name, version, license }) => `| ${name} | ${version} | ${license} |`);
  const texts = new Map();
  for (const { name, license, author, licenseText, noticeText } of sorted) {
    const own = plain([licenseText, noticeText].filter(Boolean).join("\n\n"));
    // Some packages name a license, and hold no text of it.
    const text =
      own === "" ? `${license}, by ${author ?? "its contributors"}; the package has no text of it.` : own;
    texts.set(text, [...(texts.get(text) ?? []), name]);
  }
  return `# Licenses of What Is Bundled

\`dist/index.js\` has code of these packages. The build writes this page, and fails where a license is unknown or asks for more than that its text is kept.

${["| Package | Version | License |", "| --- | --- | --- |", ...rows].join("\n")}

${[...texts].map(([text, names]) => `## ${names.join(", ")}\n\n${quoted(text)}`).join("\n\n")}
`;
};

module.exports = { isRefused, licensePage };
