import { type AboveInput, medianUse, useOf } from "./peakUse";
import type { Claim } from "./statistics";

const recordingBytes = 25_000_000;
const name = "Transcribe Audio, a recording of 25 MB";
const bytesPerMegabyte = 1e6;

/** Measures the peak of memory while a recording is sent. */
export const measureRecording = async (shared: object): Promise<Array<[string, AboveInput]>> => [
  [name, await medianUse(() => useOf("transcribe.cjs", { ...shared, bytes: recordingBytes }))],
];

/** What is claimed of a recording: it is not copied. */
export const recordingClaim = (uses: ReadonlyMap<string, AboveInput>): Claim => ({
  name: `memory, ${name}, MB above the file`,
  value: (uses.get(name)?.aboveBytes ?? Number.NaN) / bytesPerMegabyte,
  limit: 10,
  bound: "most",
});
