/** An id has no half characters, and a dot segment would lead to another address. */
const unfit = /^\.{0,2}$|\ufffd/;

/** True for an id that can stand in the path of an address. */
export const isAddressable = (id: string): boolean => id.isWellFormed() && !unfit.test(id);
