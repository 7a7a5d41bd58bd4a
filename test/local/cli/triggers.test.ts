import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { signedDelivery, type WebhookEvent } from "../../../local/endpoint/kept/webhooks/signedDelivery";
import { harness, keyConnection, testKey } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { endOf, requireBundle, runScript, startScript } from "../runScript";

const script = "local/cli/start.ts";

// Every case is a process of its own, on a machine that runs other tests at the same time.
jest.setTimeout(120_000);

let folder = "";
beforeEach(() => {
  requireBundle();
  folder = mkdtempSync(path.join(tmpdir(), "triggers-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const inFolder = (name: string): string => path.join(folder, name);

describe("a trigger that polls", () => {
  const endpoint = shareEndpoint();
  const env = () => ({ AZURE_OPENAI_ENDPOINT: endpoint.url, AZURE_OPENAI_API_KEY: testKey });
  const poll = (...args: string[]) => runScript(script, ["batchFinished", ...args], { env: env() });
  const begin = () =>
    harness.action("createBatch", { connection: keyConnection(endpoint.url), messages: '["Say one"]' });

  it("finds what has ended since the last command, once, by what it keeps in a file", async () => {
    const state = inFolder("state.json");
    expect(await poll("--state", state)).toMatchObject({ code: 0, stdout: "" });
    expect(statSync(state).mode & 0o777).toBe(0o600);
    expect(readFileSync(state, "utf8")).not.toContain(testKey);
    await begin();
    const found = await poll("--state", state);
    expect(JSON.parse(found.stdout)).toMatchObject({ batches: [{ summary: { status: "completed" } }] });
    expect(await poll("--state", state)).toMatchObject({
      ...{ code: 0, stdout: "" },
      stderr: expect.stringContaining("Nothing new."),
    });
  });

  it("takes the inputs of its form", async () => {
    const { stdout } = await poll("--include-earlier", "true");
    expect(JSON.parse(stdout)).toMatchObject({ batches: expect.any(Array) });
    expect(await poll("--statuses", "finished")).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("completed"),
    });
  });

  it.each([
    ["is none", "[1]", "holds no state of a trigger"],
    ["is broken", "{", "holds no state of a trigger"],
    ["is another trigger's", '{"trigger":"webhook","instanceState":{}}', "is the state of webhook"],
  ])("leaves a file alone that %s", async (_what, text, said) => {
    const state = inFolder("state.json");
    writeFileSync(state, text);
    expect(await poll("--state", state)).toMatchObject({ code: 2, stderr: expect.stringContaining(said) });
    expect(readFileSync(state, "utf8")).toBe(text);
  });

  it("goes on with --watch until it is interrupted", async () => {
    await begin();
    const child = startScript(script, ["batchFinished", "--include-earlier", "true", "--watch"], {
      env: env(),
    });
    child.stdin.end();
    const [line] = (await once(createInterface({ input: child.stdout }), "line")) as [string];
    expect(JSON.parse(line)).toHaveProperty("batches");
    child.kill("SIGINT");
    expect((await endOf(child)).code).toBe(130);
  });

  it("refuses a pause that is none, and a service that is not there", async () => {
    expect((await poll("--watch", "--every", "soon")).stderr).toContain("enter 30s, 5m or 1h");
    const { code, stderr } = await runScript(script, ["batchFinished"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("set the connection in the environment")]);
  });

  it("says why Response Finished can't be asked here", async () => {
    const { code, stderr } = await runScript(script, ["responseFinished"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("ask getResponse for one by its id")]);
  });

  it("is told of in the help", async () => {
    const { stdout } = await runScript(script, ["--help"]);
    expect(stdout).toContain("Triggers:");
    expect((await runScript(script, ["batchFinished", "--help"])).stdout).toContain("--state <file>");
  });
});

describe("webhook", () => {
  const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  const event: WebhookEvent = {
    ...{ id: "evt_1", object: "event", type: "batch.completed", created_at: 1_795_253_400 },
    data: { id: "batch_1" },
  };

  it("prints each delivery that is signed, refuses others, and tells the sender", async () => {
    const env = { AZURE_OPENAI_WEBHOOK_SECRET: secret };
    const child = startScript(script, ["webhook", "--port", "0"], { env });
    child.stdin.end();
    const ended = endOf(child);
    const [first] = (await once(createInterface({ input: child.stderr }), "line")) as [string];
    const url = /http:\S+/.exec(first)?.[0] ?? "";
    const send = async (signedWith: string) => {
      const { headers, body } = signedDelivery(signedWith, event, { id: "delivery-1", nowMs: Date.now() });
      return (await fetch(url, { method: "POST", headers, body })).status;
    };
    expect(await send(secret)).toBe(200);
    expect(await send(`whsec_${Buffer.from("another secret of some length").toString("base64")}`)).toBe(401);
    expect((await fetch(url)).status).toBe(405);
    child.kill("SIGINT");
    const { code, stdout, stderr } = await ended;
    expect(code).toBe(130);
    expect(
      stdout
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line) as object),
    ).toEqual([expect.objectContaining({ type: "batch.completed" })]);
    expect(stderr).not.toContain(secret);
  });

  it("asks for its secret in the environment, where other programs don't see it", async () => {
    const { code, stderr } = await runScript(script, ["webhook"]);
    expect([code, stderr]).toEqual([2, expect.stringContaining("AZURE_OPENAI_WEBHOOK_SECRET")]);
    expect((await runScript(script, ["webhook", "--help"])).stdout).not.toContain("signing-secret");
  });
});
