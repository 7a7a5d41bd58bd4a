import { type AboveInput, medianUse, useOf } from "./peakUse";
import type { Claim } from "./statistics";

const upload = "Prepare Training Data, uploaded";
const files = "Prepare Training Data, as files";
const alike = "Prepare Training Data, rows of two templates";
const parse = "the same rows, read and parsed";

const alikeRows = 20_000;
const bytesPerMegabyte = 1e6;

/** Measures the preparation of rows in both ways, that of rows which are nearly the same, and a plain parser of the same rows. */
export const measureTraining = async (
  input: object,
  checkArrival: (way: string) => Promise<void>,
): Promise<Map<string, AboveInput>> => {
  const run = (way: string) => useOf("prepareData.cjs", { ...input, way });
  const uploaded = async () => {
    const use = await run("upload");
    await checkArrival(upload);
    return use;
  };
  return new Map([
    [upload, await medianUse(uploaded)],
    [files, await medianUse(() => run("files"))],
    [alike, await medianUse(() => useOf("prepareData.cjs", { ...input, rows: alikeRows, way: "alike" }))],
    [parse, await medianUse(() => run("parse"))],
  ]);
};

/** What is claimed of it: files that come out are counted as output, not as memory above the input. */
export const trainingClaims = (uses: ReadonlyMap<string, AboveInput>): Claim[] => {
  const above = (name: string): number => {
    const { aboveBytes = Number.NaN, outputBytes = 0 } = uses.get(name) ?? {};
    return aboveBytes - outputBytes;
  };
  return [
    { name: `memory, ${upload}, MB above the input`, value: above(upload) / bytesPerMegabyte },
    { name: `memory, ${files}, MB above the input and the files`, value: above(files) / bytesPerMegabyte },
  ]
    .map((claim): Claim => ({ ...claim, limit: 160, bound: "most" }))
    .concat({
      name: `memory, ${upload}, beside a parser's`,
      value: above(upload) / above(parse),
      limit: 0.5,
      bound: "most",
    })
    .concat(
      [files, alike].map(
        (name): Claim => ({
          name: `seconds, ${name}`,
          value: uses.get(name)?.seconds ?? Number.NaN,
          limit: 60,
          bound: "most",
        }),
      ),
    );
};
