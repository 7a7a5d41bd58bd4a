/** A half of a character, or the sign for one, is no part of an id, and a dot segment leads to another address. */
const unfit = /^\.{0,2}$|\p{Surrogate}|\ufffd/u;

/** True for an id that can stand in the path of an address. */
export const isAddressable = (id: string): boolean => !unfit.test(id);
