import { bytesOf } from "../text/bytesOf";
import { isEmpty } from "./cleaners";

/** Most levels at which lists may stand in lists. */
const mostLevels = 3;

/** The files of an input, of lists within its list as well, without entries that are empty. Bytes are no list. */
export const flatFiles = (value: unknown, level = 0): unknown[] =>
  Array.isArray(value) && bytesOf(value) === undefined && level <= mostLevels
    ? value.flatMap((entry) => flatFiles(entry, level + 1))
    : isEmpty(value)
      ? []
      : [value];
