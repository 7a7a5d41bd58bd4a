import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parse } from "yaml";
import { definition } from "../../scripts/documentation/definition";
import { endOf } from "../local/runScript";
import { useStarted } from "../support/hooks";
import { startPlatformStandIn } from "../support/platformStandIn";
import { bareEnvironment, dist, root } from "./builtBundle";

/** The step of the workflow that publishes. */
const step = (
  parse(readFileSync(path.join(root, ".github/workflows/release.yml"), "utf8")) as {
    jobs: { release: { steps: Array<{ run?: string; "working-directory"?: string }> } };
  }
).jobs.release.steps.find(({ run }) => run?.includes("components:publish"));

const platform = useStarted(startPlatformStandIn);
const folder = mkdtempSync(path.join(tmpdir(), "publishing-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the step as the workflow does, with the stand-in for the platform. */
const publish = () => {
  const child = spawn("bash", ["-euc", step?.run ?? "exit 9"], {
    cwd: path.join(root, step?.["working-directory"] ?? ""),
    env: {
      ...bareEnvironment(),
      GITHUB_SHA: "0123456789abcdef",
      PRISMATIC_URL: platform.url,
      PRISM_ACCESS_TOKEN: "token",
      PRISM_CONFIG_FILE: path.join(folder, "prism.yml"),
      // The platform's command line is a single large file, which takes Node a second to compile.
      NODE_COMPILE_CACHE: path.join(folder, "compiled"),
    },
  });
  child.stdin.end();
  return endOf(child);
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

describe("the step of the workflow that publishes", () => {
  it("sends the definition, the files of dist and the icon, and publishes the same bytes once", async () => {
    expect((await publish()).code).toBe(0);
    const [sent = {}] = platform.published;
    expect(sent).toMatchObject({ definition: { key: "azure-openai", public: false } });
    const keysOf = (parts: unknown) => (parts as Array<{ key: string }>).map(({ key }) => key).sort();
    expect(keysOf(sent["actions"])).toEqual(keysOf(definition.action));
    expect(JSON.parse(String(sent["attributes"]))).toMatchObject({ commitHash: "0123456789abcdef" });
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
