import { once } from "node:events";
import { createServer } from "node:net";
import { endOf, requireBundle, runScript, startScript } from "../local/runScript";
import { useClosing } from "../support/hooks";

beforeAll(requireBundle);

const start = "local/workbench/start.ts";
const closing = useClosing();

/** A workbench as a program, and the address that it printed. */
const startProgram = async (more: string[] = []) => {
  const child = startScript(start, ["--no-build", "--port", "0", ...more]);
  closing({ close: () => child.kill("SIGKILL") });
  const ended = endOf(child);
  let printed = "";
  const until = async (pattern: RegExp): Promise<string> => {
    for (;;) {
      const found = pattern.exec(printed);
      if (found) return found[0];
      const [part] = (await once(child.stdout, "data")) as [string];
      printed += part;
    }
  };
  const address = new URL(await until(/http:\S+/));
  return { child, ended, until, address };
};

it("prints its address, goes on without an input, and ends by Ctrl-C with its port free", async () => {
  const { child, ended, until, address } = await startProgram();
  await until(/Ctrl-C stops the workbench/);
  child.stdin.write("\n");
  const next = await until(/(?<=stops the workbench\.\n)Workbench {2}http:\S+token=[\w-]{32}\n/);
  expect(next).not.toContain(address.searchParams.get("token"));
  child.stdin.end();
  expect(await (await fetch(new URL("/health", address))).text()).toMatch(/^[0-9a-f-]{36}$/);
  const opened = await fetch(address, { redirect: "manual" });
  const cookie = String(opened.headers.get("set-cookie")).split(";")[0] ?? "";
  const status = await fetch(new URL("/api/status", address), { headers: { cookie } });
  expect(await status.json()).toMatchObject({ isOutdated: false, component: { label: "Azure OpenAI" } });
  const stream = await fetch(new URL("/api/events", address), { headers: { cookie } });
  child.kill("SIGINT");
  expect(await ended).toMatchObject({
    code: 0,
    stderr: "",
    stdout: expect.stringContaining("Azure OpenAI, "),
  });
  await stream.text().catch(() => "");
  const server = createServer().listen(Number(address.port), "127.0.0.1");
  await once(server, "listening");
  server.close();
});

it("ends by Ctrl-C while a step goes on", async () => {
  const { child, ended, address } = await startProgram();
  const opened = await fetch(address, { redirect: "manual" });
  const headers = {
    ...{ cookie: String(opened.headers.get("set-cookie")).split(";")[0] ?? "", origin: address.origin },
    ...{ "content-type": "application/json", "x-workbench": "1" },
  };
  const form = { messages: { value: JSON.stringify(Array(20_000).fill("Say hello.")) } };
  const asked = { kind: "action", key: "createCompletions", form, connections: { connection: "local" } };
  const body = JSON.stringify(asked);
  const run = await fetch(new URL("/api/runs", address), { method: "POST", headers, body });
  expect([run.status, ((await run.json()) as { state: string }).state]).toEqual([201, "running"]);
  child.kill("SIGTERM");
  expect(await ended).toMatchObject({ code: 0, stderr: "" });
});

it("says what is wrong with a port", async () => {
  const taken = createServer().listen(0, "127.0.0.1");
  await once(taken, "listening");
  const { port } = taken.address() as { port: number };
  const [inUse, ...wrong] = await Promise.all([
    runScript(start, ["--no-build", "--port", String(port)]),
    ...["abc", "70000"].map((text) => runScript(start, ["--no-build", "--port", text])),
  ]);
  taken.close();
  expect(inUse).toEqual({
    code: 1,
    stdout: "",
    stderr: `Port ${port} is in use: choose another one with --port, or 0 for any free one.\n`,
  });
  for (const { code, stderr } of wrong) {
    expect([code, stderr]).toEqual([1, expect.stringContaining("expected a whole number up to 65535.\n")]);
  }
});
