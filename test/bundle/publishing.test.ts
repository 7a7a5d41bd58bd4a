import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { version } from "../../package.json";
import { definition } from "../../scripts/documentation/definition";
import { endOf } from "../local/runScript";
import { useStarted } from "../support/hooks";
import { startPlatformStandIn } from "../support/platformStandIn";
import { bareEnvironment, dist, root } from "./builtBundle";

/** A step of the workflow, as far as it is read here. */
interface Step {
  id?: string;
  run?: string;
  uses?: string;
  with?: Record<string, string>;
}

const { steps } = (
  parse(readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8")) as {
    jobs: { release: { steps: Step[] } };
  }
).jobs.release;
const publisherAt = steps.findIndex(({ uses }) => uses?.startsWith("prismatic-io/component-publisher@"));
const inputs = steps[publisherAt]?.with ?? {};
/** The steps that write for those behind them: into the path, and into the outputs. */
const preparing = steps.slice(0, publisherAt).flatMap(({ run }) => (run?.includes("$GITHUB_") ? [run] : []));

const platform = useStarted(startPlatformStandIn);
const folder = mkdtempSync(path.join(tmpdir(), "publishing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const environment = (): NodeJS.ProcessEnv => ({
  ...bareEnvironment(),
  GITHUB_WORKSPACE: root,
  GITHUB_PATH: path.join(folder, "path"),
  GITHUB_OUTPUT: path.join(folder, "output"),
  PRISMATIC_URL: platform.url,
  PRISM_ACCESS_TOKEN: "token",
  PRISM_CONFIG_FILE: path.join(folder, "prism.yml"),
  // The platform's command line is a single large file, which takes Node a second to compile.
  NODE_COMPILE_CACHE: path.join(folder, "compiled"),
});

const runHere = (command: string, args: readonly string[], cwd: string, env: NodeJS.ProcessEnv) => {
  const child = spawn(command, args, { cwd, env });
  child.stdin.end();
  return endOf(child);
};

/** What a step has written into one of the runner's files. */
const written = (name: string): string => readFileSync(path.join(folder, name), "utf8").trim();

/**
 * Runs the steps before the publisher's, and then what the publisher runs: it calls the prism that is on the path in
 * the component's folder, with these flags.
 */
const publish = async () => {
  for (const name of ["path", "output"]) writeFileSync(path.join(folder, name), "");
  for (const run of preparing)
    expect(await runHere("bash", ["-euc", run], root, environment())).toMatchObject({ code: 0 });
  expect(inputs["COMMENT"]).toContain("steps.version.outputs.tag");
  const flags = ["--skip-on-signature-match", "--no-confirm", "--commitHash=0123456", "--repoUrl=o/r"];
  const comment = `--comment=${written("output").replace(/^tag=/, "")}`;
  const cwd = path.join(root, inputs["COMPONENT_PATH"] ?? "");
  const PATH = `${written("path")}${path.delimiter}${process.env["PATH"]}`;
  return runHere("prism", ["components:publish", ...flags, comment], cwd, { ...environment(), PATH });
};

/** The names of the files in a zip, from its central directory. */
const namesIn = (zip: Buffer): string[] => {
  const names: string[] = [];
  let at = zip.readUInt32LE(zip.lastIndexOf("PK\x05\x06") + 16);
  while (zip.toString("latin1", at, at + 4) === "PK\x01\x02") {
    const length = zip.readUInt16LE(at + 28);
    names.push(zip.toString("utf8", at + 46, at + 46 + length));
    at += 46 + length + zip.readUInt16LE(at + 30) + zip.readUInt16LE(at + 32);
  }
  return names;
};

/** The signature of what is in dist: the digest of its zip. */
const signatureOf = (zip: Buffer | undefined): string =>
  createHash("sha1")
    .update(zip ?? "")
    .digest("hex");

describe("what the workflow publishes", () => {
  it("sends the definition, the files of dist and the icon, and publishes the same bytes once", async () => {
    expect((await publish()).code).toBe(0);
    const [sent = {}] = platform.published;
    expect(sent).toMatchObject({ definition: { key: "azure-openai", public: false } });
    const keysOf = (parts: unknown) => (parts as Array<{ key: string }>).map(({ key }) => key).sort();
    expect(keysOf(sent["actions"])).toEqual(keysOf(definition.action));
    expect(JSON.parse(String(sent["attributes"]))).toMatchObject({ commitHash: "0123456" });
    expect(sent).toMatchObject({ comment: `v${version}` });
    const zip = platform.uploads["package"] ?? Buffer.alloc(0);
    expect(namesIn(zip).sort()).toEqual(["icon.png", "index.js"]);
    expect(platform.uploads["icon"]).toEqual(readFileSync(path.join(dist, "icon.png")));

    platform.signature = signatureOf(zip);
    expect((await publish()).code).toBe(0);
    expect(platform.published).toHaveLength(1);
  });

  it("fails where the platform does not take the component", async () => {
    platform.refusal = { field: "key", messages: ["This key is taken."] };
    const { code, stderr, stdout } = await publish();
    expect(code).not.toBe(0);
    expect(stderr + stdout).toContain("This key is taken.");
    expect(platform.uploads).toEqual({});
  });
});
