import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { PartKind } from "./definition";

/** The pages of prose by their names, such as `actions/createImage`. */
export type Pages = ReadonlyMap<string, string>;

const folder = "docs/pages";

/** Where a page is, from the root of the repository. */
export const pagePath = (name: string): string => `${folder}/${name}.md`;

/** Every page of the repository. */
export const readPages = (root: string): Pages => {
  const files = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" });
  return new Map(
    files
      .filter((file) => file.endsWith(".md"))
      .map((file) => file.split(path.sep).join("/").slice(0, -3))
      .sort()
      .map((name) => [name, readFileSync(path.join(root, pagePath(name)), "utf8").trim()]),
  );
};

const templates: Readonly<Record<PartKind, string>> = {
  connection:
    "For … .\n\n#### Prerequisites\n\n- …\n\n#### Set up\n\n1. …\n2. …\n\n#### Configure the connection\n\n<!-- inputs -->",
  action:
    "Use it to … .\n\n<!-- inputs -->\n\n**Out comes** … :\n\n<!-- output -->\n\nExample: **Label** `value` gives\n\n<!-- example -->",
  dataSource: "Fills a dropdown with … .\n\n<!-- inputs -->",
  trigger:
    "Use it to … .\n\n<!-- inputs -->\n\n**Out comes** `results.body.data`:\n\n<!-- output -->\n\nExample: … gives\n\n<!-- example -->",
};

/** What a page of such a part begins as. */
export const pageTemplate = (kind: PartKind): string => templates[kind];

/** What stands in place of a page's marker, made with the paths that the marker names. */
type Fillings = Readonly<Record<string, (paths: string[]) => string>>;

/**
 * A page with its markers, such as `<!-- output: results[].error -->` on a line of its own, replaced.
 * @throws Error that names the page, and the marker that is unknown, missing, or can't be filled.
 */
export const fillPage = (name: string, text: string, fillings: Fillings, required: string[]): string => {
  const seen: string[] = [];
  const filled = text.replace(/^<!-- (\w+)(?:: (.*))? -->$/gm, (marker, word: string, paths = "") => {
    const fill = fillings[word];
    if (!fill || seen.includes(word)) throw new Error(`${pagePath(name)}: remove the line ${marker}.`);
    seen.push(word);
    try {
      return fill(paths === "" ? [] : paths.split(/,\s*/));
    } catch (error) {
      throw new Error(`${pagePath(name)}, ${marker}: ${(error as Error).message}`);
    }
  });
  const missing = required.find((word) => !seen.includes(word));
  if (missing !== undefined) throw new Error(`${pagePath(name)}: add the line <!-- ${missing} -->.`);
  return filled;
};
