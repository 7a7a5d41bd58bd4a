import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** The root of the repository. */
export const root = path.join(__dirname, "..", "..");

/** One file of the repository. */
export interface SourceFile {
  /** Path from the root, with slashes. */
  path: string;
  text: string;
}

/** All files of a folder and its subfolders whose names end so, in the order of their paths; none that were installed or generated. */
export const sourceFiles = (folder: string, ending = /\.[cm]?[jt]sx?$/): SourceFile[] =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter(({ parentPath }) => !parentPath.split(path.sep).includes("node_modules"))
    .filter((entry) => entry.isFile() && ending.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).split(path.sep).join("/"))
    .filter((file) => !file.startsWith("examples/codeNative/manifest/"))
    .sort()
    .map((file) => ({ path: file, text: readFileSync(path.join(root, file), "utf8") }));

/** A file's name without folder and ending. */
export const baseName = (file: string): string => path.posix.basename(file).replace(/\.\w+$/, "");
