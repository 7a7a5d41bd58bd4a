import { readdirSync, readFileSync, statSync } from "node:fs";
import { extname, join } from "node:path";

/** One built file. */
interface BuiltFile {
  bytes: Buffer;
  contentType: string;
}

/** Where the page is built to; never inside of the bundle. */
const builtPagePath = join(__dirname, "../../../../.workbench");

const contentTypes: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/**
 * The built page: a fixed map of names, so that nothing else on the disk can be asked for. A page that is built anew is
 * read at the next look; former files stay, since an open page may still ask for them.
 */
export class BuiltPage {
  private readonly files = new Map<string, BuiltFile>();
  private index: string | undefined;
  private builtAtMs: number | undefined;

  constructor(private readonly folder = builtPagePath) {}

  /** The page itself; undefined without a build. */
  look(): string | undefined {
    const path = join(this.folder, "index.html");
    const builtAtMs = statSync(path, { throwIfNoEntry: false })?.mtimeMs;
    if (builtAtMs !== undefined && builtAtMs !== this.builtAtMs) {
      this.readFiles();
      this.index = readFileSync(path, "utf8");
      this.builtAtMs = builtAtMs;
    }
    return this.index;
  }

  /** A file that the page loads, by path, such as `/assets/index-1a2b.js`. */
  file(path: string): BuiltFile | undefined {
    return this.files.get(path);
  }

  private readFiles(): void {
    for (const entry of readdirSync(this.folder, { recursive: true, withFileTypes: true })) {
      const contentType = contentTypes[extname(entry.name)];
      if (!entry.isFile() || contentType === undefined) continue;
      const file = join(entry.parentPath, entry.name);
      const path = file.slice(this.folder.length).split("\\").join("/");
      this.files.set(path, { bytes: readFileSync(file), contentType });
    }
  }
}
