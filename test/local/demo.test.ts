import { requireBundle, runScript } from "./runScript";

beforeAll(requireBundle);

test("runs the main actions and a training on a local endpoint without a key, and ends by itself", async () => {
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
    "Fine-Tune and Deploy",
    "Create Chat Completion",
    "Create Chat Completion",
  ]);
  expect(stdout).toMatch(/out {6}42\n/);
  expect(stdout).toContain("image-2.png: png, 1536 x 1024 pixels");
  expect(stdout).toMatch(/out {6}1\. 144\n +2\. hello\n +3\. 42\n/);
  expect(stdout).toMatch(/5 test rows: 100 % right, the base model 0 %/);
  const [, trained, base] = [...stdout.matchAll(/^\d\. Create Chat Completion\n[\s\S]*?out {6}(.+)$/gm)];
  expect(trained?.[1]).toBe("delivery");
  expect(base?.[1]).not.toBe("delivery");
  expect(stdout).toMatch(/tokens +\d+ in, \d+ out\n +time +\d+ ms/);
  expect(stdout.trimEnd().split("\n").at(-1)).toContain("npm run cli -- createChatCompletion");
  expect(stdout).not.toContain("\u001b");
  for (const line of stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
});
