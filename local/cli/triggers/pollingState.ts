import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { isRecord } from "../../platform/isRecord";
import { UsageError } from "../../platform/usageError";

/** What a trigger keeps between two polls. */
interface PollingState {
  trigger: string;
  instanceState: Record<string, unknown>;
}

/** More than a trigger ever keeps: what it keeps is bounded. */
const mostBytes = 16 * 1024 * 1024;

/**
 * What an earlier poll kept in a file; undefined where there is no file yet.
 * @throws UsageError where the file is another's, or of another trigger.
 */
export const readState = (file: string, trigger: string): PollingState["instanceState"] | undefined => {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UsageError(`--state can't read "${file}": ${(error as Error).message}.`);
  }
  let state: unknown;
  try {
    state = text.length > mostBytes ? undefined : JSON.parse(text);
  } catch {
    state = undefined;
  }
  if (!isRecord(state) || typeof state["trigger"] !== "string" || !isRecord(state["instanceState"])) {
    throw new UsageError(`"${file}" holds no state of a trigger: name another file with --state.`);
  }
  if (state["trigger"] !== trigger) {
    throw new UsageError(`"${file}" is the state of ${state["trigger"]}: name another file with --state.`);
  }
  return state["instanceState"];
};

/** Keeps what a trigger keeps, as a whole or not at all. */
export const writeState = (file: string, state: PollingState): void => {
  const next = `${file}.next`;
  writeFileSync(next, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(next, file);
};
