import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { packages } from "../../package-lock.json";
import { dist, root } from "./builtBundle";

interface BundledPackage {
  name: string;
  version: string;
  license: string;
  author?: string;
  licenseText?: string;
  noticeText?: string;
}

const { isRefused, licensePage } = createRequire(__filename)("../../scripts/bundle/licensePage.cjs") as {
  isRefused(license: string): boolean;
  licensePage(packages: readonly BundledPackage[]): string;
};

const page = readFileSync(path.join(root, "docs", "licenses.md"), "utf8");
const rows = [...page.matchAll(/^\| (\S+) \| (\S+) \| (\S+) \|$/gm)]
  .map(([, name = "", version, license = ""]) => ({ name, version, license }))
  .filter(({ license }) => license !== "License" && license !== "---");

describe("docs/licenses.md, which the build writes,", () => {
  it("names the packages that are in the bundle, each as it is installed, with its license", () => {
    const names = rows.map(({ name }) => name);
    const expected = ["@azure/identity", "@prismatic-io/spectral", "axios", "form-data", "gpt-tokenizer"];
    expect(names).toEqual(expect.arrayContaining([...expected, "mustache", "openai", "papaparse"]));
    const installed = packages as Record<string, { version?: string }>;
    for (const { name, version, license } of rows) {
      expect([name, version]).toEqual([name, installed[`node_modules/${name}`]?.version ?? version]);
      expect([name, isRefused(license)]).toEqual([name, false]);
    }
  });

  it("has no package that is used to build alone", () => {
    for (const name of ["webpack", "jest", "yaml", "json-schema-to-typescript"]) {
      expect(rows.map((row) => row.name)).not.toContain(name);
    }
  });

  it("has a text, or who wrote it, for each of them", () => {
    const headed = [...page.matchAll(/^## (.+)$/gm)].flatMap(([, names = ""]) => names.split(", "));
    expect(headed.sort()).toEqual(rows.map(({ name }) => name).sort());
  });

  it("stands beside dist, not in it", () => {
    expect(readFileSync(path.join(dist, "index.js"), "utf8")).not.toContain("Permission is hereby granted");
  });
});

describe("a license", () => {
  it.each(["GPL-3.0", "LGPL-2.1", "AGPL-3.0", "MPL-2.0", "SSPL-1.0", "UNLICENSED", "", "(MIT OR GPL-3.0)"])(
    "of the kind %s fails the build",
    (license) => expect(isRefused(license)).toBe(true),
  );

  it("that several packages have in the same words is there once, and marks in it do not end it", () => {
    const text = "MIT\n```\nas is\n```";
    const written = licensePage([
      { name: "b", version: "1.0.0", license: "MIT", licenseText: text },
      { name: "a", version: "2.0.0", license: "MIT", licenseText: `${text}\r\n` },
      { name: "c", version: "3.0.0", license: "ISC", author: "Ann" },
    ]);
    expect(written).toContain("## a, b\n\n````text\nMIT");
    expect(written).toContain("## c\n\n```text\nISC, by Ann; the package has no text of it.\n```");
    expect(written.indexOf("| a | 2.0.0")).toBeLessThan(written.indexOf("| b | 1.0.0"));
  });
});
