import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { keepRest } from "../../../local/cli/resume/keepRest";
import { loadComponent, operationsOf } from "../../../local/platform/component";

const former = process.env["XDG_STATE_HOME"];
let home = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "rest-"));
  process.env["XDG_STATE_HOME"] = home;
});
afterEach(() => {
  rmSync(home, { recursive: true });
  if (former === undefined) delete process.env["XDG_STATE_HOME"];
  else process.env["XDG_STATE_HOME"] = former;
});

const restOf = (key: string, entered: Record<string, unknown>, value: unknown) => {
  const operation = operationsOf(loadComponent()).find((one) => one.key === key);
  if (!operation) throw new Error(`${key} is missing`);
  return keepRest({ operation }, { entered, value, isEmbedded: false, secrets: [] });
};
const keptRun = (): unknown => {
  const folder = join(home, "azure-openai-connector");
  return JSON.parse(readFileSync(join(folder, readdirSync(folder)[0] ?? ""), "utf8"));
};

it("images that remain are told, since no name leads to a file", () => {
  const entered = { texts: '["a", "b"]', files: [{ data: Buffer.from("x") }], by: "automatic" };
  const line = restOf("moderateContent", entered, { remaining: ["b"], remainingFiles: ["a.png", "b.png"] });
  expect(line).toMatch(/^1 remain: .*\)\. Images that remain \(2\) are not among them: give them again\.$/);
  expect(keptRun()).toEqual({
    version: 1,
    action: "moderateContent",
    inputs: { texts: ["b"], by: "automatic" },
    isEmbedded: false,
  });
});

it("files that were added to a store go on by their ids", () => {
  const entered = { vectorStoreId: "vs_1", files: [{ data: Buffer.from("x") }] };
  restOf("addFilesToVectorStore", entered, { remaining: ["file-1"] });
  expect(keptRun()).toMatchObject({ inputs: { vectorStoreId: "vs_1", fileIds: ["file-1"] } });
});

it.each<[what: string, key: string, entered: Record<string, unknown>, value: unknown]>([
  ["of a store that would be made again", "createVectorStore", { files: [] }, { remaining: ["file-1"] }],
  ["where nothing remains", "createCompletions", { messages: "[]" }, { remaining: [] }],
  ["of a result of another kind", "createCompletions", { messages: "[]" }, null],
])("nothing is kept %s", (_what, key, entered, value) => {
  expect(restOf(key, entered, value)).toBeUndefined();
  expect(readdirSync(home)).toEqual([]);
});

it("inputs that hold a file are not kept", () => {
  const entered = { messages: "[]", other: [{ data: Buffer.from("x") }] };
  expect(restOf("createCompletions", entered, { remaining: ["a"] })).toBe(
    "1 remain, and are not kept: the inputs hold a file.",
  );
  expect(readdirSync(home)).toEqual([]);
});
