import { execFile } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { startLocalEndpoint } from "../../local/endpoint";
import { definition } from "../../scripts/documentation/definition";
import { copyBundle, root } from "./builtBundle";

const binaries = path.join(root, "node_modules", ".bin");

// Three processes of the platform's command line, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder: string;
/** What signs the bundle as it is built. */
let built: string;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "manifest-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  built = await signature();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs one of the platform's commands as a developer would, without touching that developer's login. */
const run = async (command: string, args: string[], cwd = root): Promise<string> => {
  const running = promisify(execFile)(path.join(binaries, command), args, {
    cwd,
    env: {
      ...process.env,
      PATH: `${binaries}${path.delimiter}${process.env["PATH"]}`,
      PRISM_CONFIG_FILE: path.join(folder, "prism.yml"),
      PRISMATIC_URL: "http://127.0.0.1:9",
      // The platform's command line is a single large file, which takes Node a second to compile.
      NODE_COMPILE_CACHE: path.join(folder, "compiled"),
    },
  });
  running.child.stdin?.end();
  return (await running).stdout;
};

const signature = async (cwd?: string): Promise<string> =>
  (await run("prism", ["components:signature", "--skip-signature-verify"], cwd)).trim();

describe("the platform's command line", () => {
  it("signs the bundle, by its bytes alone", async () => {
    expect(built).toMatch(/^[0-9a-f]{40}$/);
    const copy = copyBundle();
    try {
      expect(await signature(copy.folder)).toBe(built);
      writeFileSync(path.join(copy.folder, "stray.txt"), "");
      expect(await signature(copy.folder)).not.toBe(built);
    } finally {
      copy.close();
    }
  });

  describe("generates a manifest", () => {
    const consumer = readFileSync(path.join(__dirname, "manifestConsumer.txt"), "utf8");

    beforeAll(async () => {
      await run("component-manifest", ["--skip-signature-verify", "-o", path.join(folder, "manifest")]);
    });

    it("with a file for every part, which names the bundle by its signature", async () => {
      const parts = path.join(folder, "manifest", "src");
      const missing = (kind: string, keys: string[]) =>
        keys.filter((key) => !existsSync(path.join(parts, kind, `${key}.ts`)));
      const keysOf = (list: Array<{ key: string }>) => list.map(({ key }) => key);
      expect(missing("actions", keysOf(definition.action))).toEqual([]);
      expect(missing("connections", keysOf(definition.connection))).toEqual([]);
      expect(missing("dataSources", keysOf(definition.dataSource))).toEqual([]);
      expect(readFileSync(path.join(parts, "index.ts"), "utf8")).toContain(built);
    });

    it("that type-checks, with typed actions for code-native integrations", async () => {
      mkdirSync(path.join(folder, "use"), { recursive: true });
      writeFileSync(path.join(folder, "use", "consumer.ts"), consumer);
      const compilerOptions = {
        target: "es2023",
        lib: ["es2023", "dom"],
        module: "preserve",
        moduleResolution: "bundler",
        types: ["node"],
        strict: true,
        skipLibCheck: true,
        noEmit: true,
      };
      const include = ["manifest/src", "use"];
      writeFileSync(path.join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions, include }));
      const problems = await run("tsc", ["-p", folder], folder).catch(({ stdout }) => stdout);
      expect(problems).toBe("");
    });

    it("whose actions run in a code-native integration", async () => {
      mkdirSync(path.join(folder, "use"), { recursive: true });
      writeFileSync(path.join(folder, "use", "consumer.ts"), consumer);
      const endpoint = await startLocalEndpoint();
      try {
        const script = path.join(__dirname, "child/runIntegration.mts");
        const integration = path.join(folder, "use", "consumer.ts");
        const bundle = path.join(root, "dist", "index.js");
        const printed = await run(
          "tsx",
          [script, integration, bundle, endpoint.url, endpoint.apiKey],
          folder,
        );
        expect(JSON.parse(printed)).toEqual({ data: expect.stringContaining("2020 World Series") });
      } finally {
        await endpoint.close();
      }
    });
  });
});
