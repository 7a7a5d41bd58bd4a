import { rmSync } from "node:fs";
import { isRecord } from "../../platform/isRecord";
import { remainderOf, withoutFiles } from "../../platform/remainderOf";
import type { InputValues } from "../../platform/stepParams";
import { oneLine } from "../exit";
import type { RunRequest } from "../program";
import { programName } from "../programName";
import { keepRun } from "./keptRun";
import { secretPlace } from "./secretPlace";

/** A run that has ended. */
interface EndedRun {
  entered: InputValues;
  /** The result, before its files are written. */
  value: unknown;
  isEmbedded: boolean;
  /** Secrets of the connection. */
  secrets: readonly string[];
}

const holdsBytes = (value: unknown): boolean => {
  if (Buffer.isBuffer(value)) return true;
  return Array.isArray(value)
    ? value.some(holdsBytes)
    : isRecord(value) && Object.values(value).some(holdsBytes);
};

const isFilled = (value: unknown): boolean => value !== undefined && value !== null && value !== "";

const imagesNote = (count: number): string =>
  count > 0 ? ` Images that remain (${count}) are not among them: give them again.` : "";

/**
 * Keeps what a run left in a file, and drops the file that it went on from once nothing is left.
 * @returns a line that says how to go on; undefined where nothing remains
 */
export const keepRest = (
  { operation, resumed }: Pick<RunRequest, "operation" | "resumed">,
  { entered, value, isEmbedded, secrets }: EndedRun,
): string | undefined => {
  const { key, inputs } = operation;
  const given = {
    isThere: (name: string) => Object.hasOwn(entered, name),
    isFilled: (name: string) => isFilled(entered[name]),
  };
  const remainder = remainderOf(inputs, given, value);
  if (!remainder) {
    if (resumed) rmSync(resumed.path, { force: true });
    return undefined;
  }
  const { items, target, imageCount } = remainder;
  const rest: InputValues = { ...withoutFiles(entered), [target.key]: items };
  const place = secretPlace(inputs, rest, secrets);
  if (place !== undefined) return `${items.length} remain, and are not kept: ${place} may hold a secret.`;
  if (holdsBytes(rest)) return `${items.length} remain, and are not kept: the inputs hold a file.`;
  try {
    const path = keepRun({ action: key, inputs: rest, isEmbedded }, resumed?.path);
    return `${items.length} remain: ${programName} resume runs them (${path}).${imagesNote(imageCount)}`;
  } catch (error) {
    return `${items.length} remain, and can't be kept: ${oneLine(error)}.`;
  }
};
