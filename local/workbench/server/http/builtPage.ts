import { existsSync, readdirSync, readFileSync } from "node:fs";
import { extname, join } from "node:path";

/** One built file. */
interface BuiltFile {
  bytes: Buffer;
  contentType: string;
}

/** Where the page is built to; never inside of the bundle. */
export const builtPagePath = join(__dirname, "../../../../.workbench");

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** The built page by path, such as `/assets/index-1a2b.js`. Nothing else on the disk can be asked for. Empty without a build. */
export const readBuiltPage = (folder = builtPagePath): ReadonlyMap<string, BuiltFile> => {
  if (!existsSync(join(folder, "index.html"))) return new Map();
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    files.map((entry) => {
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(folder.length).split("\\").join("/");
      const contentType = contentTypes[extname(entry.name)] ?? "application/octet-stream";
      return [path, { bytes: readFileSync(file), contentType }];
    }),
  );
};
