import { isTooLargeToParse, parsedBytes } from "../../src/text/parsedBytes";

const mostBytes = 280_000_000;
const bytesOf = (json: string) => parsedBytes(json, Number.POSITIVE_INFINITY);

describe("what a JSON text comes to", () => {
  it.each<[string, () => string]>([
    ["ones", () => `[${"1,".repeat(10_000_000)}1]`],
    ["empty lists", () => `[${"[],".repeat(4_000_000)}1]`],
    ["objects", () => `[${'{"a":{}},'.repeat(2_000_000)}1]`],
    ["lists in lists", () => "[".repeat(5_000_000)],
    [
      "keys of their own",
      () => `{${Array.from({ length: 1_500_000 }, (_, index) => `"k${index}":1`).join()}}`,
    ],
    [
      "texts of their own",
      () => `[${Array.from({ length: 1_500_000 }, (_, index) => `"k${index}"`).join()}]`,
    ],
  ])("%s are refused for their number, not for their length", (_what, make) => {
    const json = make();
    expect(json.length).toBeLessThan(25_000_000);
    expect(isTooLargeToParse(json)).toBe(true);
  });

  const probability = '{"token":"abc","logprob":-12.3456,"bytes":[97,98,99]},';
  it.each<[string, () => string]>([
    ["one long text", () => JSON.stringify('a,[{\\":'.repeat(6_000_000))],
    ["probabilities of 20 tokens for each of 32,000", () => `[${probability.repeat(640_000)}1]`],
    ["3,000 embeddings", () => `[${"-0.0123456,".repeat(3_000 * 1_536)}1]`],
    [
      "many files, each with an id of its own",
      () => `[${Array.from({ length: 500_000 }, (_, index) => `{"id":"file-${index}","bytes":1}`).join()}]`,
    ],
  ])("%s are taken", (_what, make) => {
    const json = make();
    expect(isTooLargeToParse(json)).toBe(false);
  });

  it("does not count what stands in texts, however they escape", () => {
    for (const text of ["[,{", '"[,', "\\[,", '\\"[,', "\\\\\\"])
      expect(bytesOf(JSON.stringify([text, 1]))).toBe(bytesOf('["x",1]'));
  });

  it("ends with a text that does not end", () => {
    expect(bytesOf('["abc')).toBeLessThan(mostBytes);
    expect(bytesOf('["abc\\"')).toBeLessThan(mostBytes);
  });
});
