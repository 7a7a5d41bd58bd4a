import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "./isRecord";

/** The inputs that lists of items go into, each step having some of them. */
const listKeys = ["messages", "records", "texts"];
/** Files are sent once, and go on by their ids. */
const fileIdsKey = "fileIds";
const storeKey = "vectorStoreId";
const filesKey = "files";

/** What a step left undone. */
interface Remainder {
  items: unknown[];
  /** The input that takes the items in a next run. */
  target: Input;
  /** How many images remain, which no name in the result leads to. */
  imageCount: number;
}

/** What was entered into a step, by input key. */
interface Entered {
  isThere(key: string): boolean;
  /** True for an input that holds something: one that was emptied is not where the items came from. */
  isFilled(key: string): boolean;
}

/**
 * Where what remains of a step goes: the list that was filled, or ids in place of files. A step that makes a store for
 * its files would make another one.
 */
const targetOf = (inputs: readonly Input[], { isThere, isFilled }: Entered): Input | undefined => {
  const inputOf = (key: string) => inputs.find((input) => input.key === key);
  const filled = listKeys.find(isFilled) ?? listKeys.find(isThere);
  if (filled !== undefined) return inputOf(filled);
  return inputOf(storeKey) && inputOf(fileIdsKey);
};

/** What remains of a step by its result; undefined where nothing remains, or nothing takes it. */
export const remainderOf = (
  inputs: readonly Input[],
  entered: Entered,
  value: unknown,
): Remainder | undefined => {
  if (!isRecord(value)) return undefined;
  const { remaining, remainingFiles } = value;
  const target = targetOf(inputs, entered);
  if (!Array.isArray(remaining) || remaining.length === 0 || !target) return undefined;
  return { items: remaining, target, imageCount: Array.isArray(remainingFiles) ? remainingFiles.length : 0 };
};

/** What was entered without the files, which a next run does not get again. */
export const withoutFiles = <Value>(entered: Readonly<Record<string, Value>>): Record<string, Value> => {
  const { [filesKey]: _files, ...others } = entered;
  return others;
};
