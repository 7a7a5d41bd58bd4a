import { adviseOnFiles } from "../../../src/tasks/fineTuning/fileAdvice";

const nothing = { training: 0, validation: 0, test: 0 };
const facts = {
  method: "supervised",
  service: "azure",
  rows: { training: 1_000, validation: 100, test: 0 },
  bytes: { training: 100_000_000, validation: 1_000_000, test: 0 },
  asked: nothing,
  reached: nothing,
  imageRows: 0,
  largestGroup: 1,
  trainingTokens: 1_000,
  epochs: undefined,
  nearDuplicates: { rows: 0, unchecked: 0 },
} as const;

test.each([
  ["warns of an upload to Azure whose job may fail", {}, 1, 0],
  ["knows no such doubt of OpenAI", { service: "openai" }, 0, 0],
  ["tells what no service takes", { service: "openai", lengthBytes: 512_000_001 }, 0, 1],
] as const)("%s", (_what, { service = "azure", lengthBytes = 100_000_001 }: Odd, recommended, necessary) => {
  const advise = (training: number) =>
    adviseOnFiles({ ...facts, service, bytes: { ...facts.bytes, training } });
  const before = advise(100_000_000);
  const { recommended: warnings, necessary: demands } = advise(lengthBytes);
  expect(warnings.length - before.recommended.length).toBe(recommended);
  expect(demands.length - before.necessary.length).toBe(necessary);
});

test("names the most that a file may have", () => {
  const bytes = { ...facts.bytes, training: 512_000_001 };
  expect(adviseOnFiles({ ...facts, bytes }).necessary).toContainEqual(
    "A file has more than 512 MB, the most that the services take. Use fewer or shorter rows.",
  );
});

test("says of rows that were not compared what they are, also where no other is nearly the same", () => {
  const { recommended } = adviseOnFiles({ ...facts, nearDuplicates: { rows: 0, unchecked: 7 } });
  expect(recommended).toContainEqual(
    "7 rows of validation and test were not compared with the prompts of the other files, as there were too many: some may be nearly the same.",
  );
});

interface Odd {
  service?: "azure" | "openai";
  lengthBytes?: number;
}
