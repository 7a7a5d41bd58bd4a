import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { testKey } from "../../support/connector";
import { shareEndpoint, useServer } from "../../support/hooks";
import { endOf, requireBundle, runScript, startScript } from "../runScript";

const script = "local/verifyLive/start.ts";

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder = "";
beforeEach(() => {
  requireBundle();
  folder = mkdtempSync(path.join(tmpdir(), "verify-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const environment = (url: string, more: Record<string, string> = {}) => ({
  AZURE_OPENAI_ENDPOINT: url,
  AZURE_OPENAI_API_KEY: testKey,
  AZURE_OPENAI_DEPLOYMENT: "gpt-5.4",
  AZURE_OPENAI_PRICES: "gpt-5.4=1.25/0.125/10",
  INIT_CWD: folder,
  ...more,
});

const models = {
  VERIFY_BATCH_MODEL: "gpt-5.4",
  VERIFY_IMAGE_MODEL: "gpt-image-2",
  VERIFY_TRANSCRIPTION_MODEL: "gpt-transcribe",
  VERIFY_BASE_MODEL: "gpt-4.1-mini-2025-04-14",
};

const reportIn = (): string => {
  const [name = ""] = readdirSync(folder);
  const file = path.join(folder, name);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  return readFileSync(file, "utf8");
};

describe("npm run verify:live", () => {
  const endpoint = shareEndpoint();

  const left = async (kind: string) =>
    (
      (await (
        await fetch(`${endpoint.url}/openai/v1/${kind}`, { headers: { "api-key": testKey } })
      ).json()) as { data: unknown[] }
    ).data;

  it("goes through all checks, deletes what it made, and writes a report without secrets", async () => {
    const env = environment(endpoint.url, models);
    const { code, stdout, stderr } = await runScript(script, ["--yes"], { env });
    const report = reportIn();
    expect(stdout).toContain(report);
    expect(report).toContain("| connection | Does Diagnose Connection pass");
    expect(report.match(/^\| \w+ \|/gm)?.length).toBeGreaterThan(12);
    expect(report).toContain("Nothing was left behind.");
    // What is asked in earnest, is judged: a mistake in a check would make it unclear.
    const verdicts = [...report.matchAll(/^\| (\w+) \| .* \| (holds|differs|unclear|passed over) \|/gm)];
    const unclear = verdicts.flatMap(([, name, verdict]) => (verdict === "unclear" ? [name] : []));
    expect(unclear.filter((name) => name !== "trainingFile")).toEqual([]);
    const holding = verdicts.flatMap(([, name, verdict]) => (verdict === "holds" ? [name] : []));
    expect(holding).toEqual(
      expect.arrayContaining(["connection", "schemaDepth", "schemaSize", "batchMetadata", "vectorStore"]),
    );
    for (const secret of [testKey, endpoint.url, "127.0.0.1"]) expect(report).not.toContain(secret);
    expect(stderr).toMatch(/checks with at most \d+ calls\. They cost at most 0\.\d+ by the prices/);
    expect([0, 1]).toContain(code);
    expect([await left("files"), await left("vector_stores")]).toEqual([[], []]);
    const states = (await Promise.all([left("fine_tuning/jobs"), left("batches")])).flat();
    expect(states.length).toBeGreaterThan(1);
    const running = states.filter((one) => !/cancel|completed|failed/i.test(String(Object(one).status)));
    expect(running).toEqual([]);
    const cancelled = endpoint.requests.filter(({ path: asked }) => asked.endsWith("/cancel"));
    expect(cancelled.map(({ path: asked }) => asked.split("/").at(-3))).toEqual(["jobs", "batches"]);
  });

  it("says first what it would do, and sends nothing where nobody agrees", async () => {
    const { code, stderr } = await runScript(script, [], { env: environment(endpoint.url) });
    expect([code, stderr]).toEqual([2, expect.stringContaining("Nobody can be asked here")]);
    expect(stderr).toContain("passed over: set VERIFY_IMAGE_MODEL");
    expect(endpoint.requests).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("runs the checks that are named, and refuses others by name", async () => {
    const env = environment(endpoint.url);
    await runScript(script, ["--yes", "--only", "unknownDeployment"], { env });
    expect(reportIn().match(/^\| \w+ \|/gm)).toEqual([
      "| Check |",
      "| connection |",
      "| unknownDeployment |",
    ]);
    const refused = await runScript(script, ["--only", "everything"], { env });
    expect([refused.code, refused.stderr]).toEqual([
      2,
      expect.stringContaining("There is no check everything."),
    ]);
  });

  it("deletes what it made where it is interrupted", async () => {
    const child = startScript(script, ["--yes", "--only", "vectorStore"], {
      env: environment(endpoint.url),
    });
    child.stdin.end();
    child.stderr.on("data", (text: Buffer) => {
      if (text.toString().includes("Asking vectorStore")) child.kill("SIGINT");
    });
    const { code, stderr } = await endOf(child);
    expect(code).toBe(130);
    expect(stderr).toContain("is ready to be attached");
    expect(reportIn()).toContain("interrupted");
    expect(await left("vector_stores")).toEqual([]);
  });
});

describe("a service that refuses everything", () => {
  const server = useServer([() => undefined]);

  it("ends the checks with the connection, in one line each", async () => {
    server.script(
      ...Array.from({ length: 50 }, () => ({ status: 401, body: { error: { message: "No", code: "401" } } })),
    );
    const { code } = await runScript(script, ["--yes"], { env: environment(server.url) });
    expect(code).toBe(1);
    const rows = reportIn().match(/passed over \| the connection does not work/g);
    expect(rows?.length).toBeGreaterThan(5);
  });
});

it("says which variables are missing", async () => {
  const { code, stderr } = await runScript(script, ["--yes"], { env: { INIT_CWD: folder } });
  expect([code, stderr]).toEqual([2, expect.stringContaining("Set the connection in the environment")]);
});
