import { readFileSync } from "node:fs";
import path from "node:path";
import { definition } from "../../scripts/documentation/definition";
import { expectNone } from "./expectNone";
import { root } from "./sourceFiles";

const readme = readFileSync(path.join(root, "README.md"), "utf8");

/** The labels in the table of a section, its first column aside. */
const labelsIn = (section: string): string[] =>
  (readme.split(`## ${section}\n`)[1] ?? "")
    .split("\n## ")[0]
    ?.split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .flatMap((line) => (line.split("|")[2] ?? "").split(","))
    .map((label) => label.trim()) ?? [];

describe("README.md", () => {
  it("names each action and trigger once, and no other", () => {
    const labels = [...definition.action, ...definition.trigger].map(({ label }) => label);
    expect(labelsIn("What it does").sort()).toEqual(labels.sort());
  });

  it("counts actions, triggers and pickers as they are", () => {
    const { action, trigger, dataSource } = definition;
    expect(readme).toContain(
      `${action.length} actions, ${trigger.length} triggers and ${dataSource.length} pickers`,
    );
  });

  it("links to places of the manual that exist", () => {
    const manual = readFileSync(path.join(root, "documentation.md"), "utf8");
    const anchors = new Set(
      [...manual.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
        heading
          .toLowerCase()
          .replace(/[^\w -]/g, "")
          .replaceAll(" ", "-"),
      ),
    );
    expectNone(
      [...readme.matchAll(/documentation\.md#([\w-]+)/g)]
        .filter(([, anchor = ""]) => !anchors.has(anchor))
        .map(([link]) => `${link} is no heading of documentation.md.`),
    );
  });
});
