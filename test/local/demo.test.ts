import { requireBundle, runScript } from "./runScript";

beforeAll(requireBundle);

test("runs the five actions on a local endpoint without a key, and ends by itself", async () => {
  const { code, stdout, stderr } = await runScript("local/demo/start.ts", []);
  expect(stderr).toBe("");
  expect(code).toBe(0);
  const titles = [...stdout.matchAll(/^\d\. (.+)$/gm)].map(([, title]) => title);
  expect(titles).toEqual([
    "Create Chat Completion",
    "Create Image",
    "Create Multiple Chat Completion",
    "Raw Request",
    "Summarize Text",
  ]);
  expect(stdout).toMatch(/out {6}42\n/);
  expect(stdout).toContain("image-2.png: png, 1536 x 1024 pixels");
  expect(stdout).toMatch(/out {6}1\. 144\n +2\. hello\n +3\. 42\n/);
  expect(stdout).toMatch(/tokens +\d+ in, \d+ out\n +time +\d+ ms/);
  expect(stdout.trimEnd().split("\n").at(-1)).toContain("npm run cli -- createChatCompletion");
  expect(stdout).not.toContain("\u001b");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});
