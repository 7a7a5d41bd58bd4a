/** Matches "", dot segments, which would lead to another path, and U+FFFD, which replaced half a character. */
const unfit = /^\.{0,2}$|\ufffd/;

/** True for an id that can be a segment of a path. */
export const isAddressable = (id: string): boolean => id.isWellFormed() && !unfit.test(id);
