import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { startLocalEndpoint } from "../../../local/endpoint";

const root = join(__dirname, "../../..");

const start = (...options: string[]) => {
  const script = join(root, "local/endpoint/start.ts");
  return spawn(process.execPath, ["--import", "tsx", script, ...options], { cwd: root });
};

test("prints the address and the key, serves, and ends cleanly on Ctrl-C", async () => {
  const child = start("--port", "0", "--deployments", "a, b");
  let printed = "";
  for await (const chunk of child.stdout) {
    printed += chunk;
    if (printed.includes("Ctrl-C")) break;
  }
  const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed)?.[0];
  expect(printed).toContain("local-endpoint-key");
  expect(printed).toContain("a, b");
  expect((await fetch(`${url}/openai/v1/models`)).status).toBe(401);
  child.kill("SIGINT");
  expect(await once(child, "exit")).toEqual([0, null]);
});

test("a port in use is one line and exit code 1", async () => {
  const endpoint = await startLocalEndpoint();
  const child = start("--port", String(endpoint.port));
  let complaint = "";
  child.stderr.on("data", (chunk) => (complaint += chunk));
  const [code] = await once(child, "close");
  await endpoint.close();
  expect(code).toBe(1);
  expect(complaint).toBe(`Port ${endpoint.port} is in use: choose another one with --port.\n`);
});
