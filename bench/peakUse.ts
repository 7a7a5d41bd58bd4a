import { execFile } from "node:child_process";
import path from "node:path";
import { promisify } from "node:util";
import { plainEnvironment } from "./plainEnvironment";
import { median } from "./statistics";

/** How many processes are measured. */
export const rounds = 3;

/** What a process used. */
export interface Use {
  /** Resident before the work, with its input. */
  beforeBytes: number;
  peakBytes: number;
  seconds: number;
  /** Of processors, which other processes don't lengthen by much. */
  processorSeconds: number;
  /** Of what the work gave back, where that is to be counted. */
  outputBytes?: number;
}

/** The middle of several uses, and by how much the peak was above what was resident before. */
export type AboveInput = Use & { aboveBytes: number };

/** Runs a script of `child` in a fresh process. */
export const useOf = async (script: string, argument: object): Promise<Use> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ["--expose-gc", path.join(__dirname, "child", script), JSON.stringify(argument)],
    { env: plainEnvironment() },
  );
  return JSON.parse(stdout);
};

/** The middle of several processes: when garbage is collected differs from one to the next. */
export const medianUse = async (run: () => Promise<Use>): Promise<AboveInput> => {
  const uses: Use[] = [];
  for (let round = 0; round < rounds; round += 1) uses.push(await run());
  return {
    outputBytes: uses[0]?.outputBytes ?? 0,
    beforeBytes: median(uses.map(({ beforeBytes }) => beforeBytes)),
    peakBytes: median(uses.map(({ peakBytes }) => peakBytes)),
    aboveBytes: median(uses.map(({ beforeBytes, peakBytes }) => peakBytes - beforeBytes)),
    seconds: median(uses.map(({ seconds }) => seconds)),
    processorSeconds: median(uses.map(({ processorSeconds }) => processorSeconds)),
  };
};
