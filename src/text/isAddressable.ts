/** A half of a character can't be written in an address, and a dot segment leads to another one. */
const unfit = /^\.{0,2}$|\p{Surrogate}/u;

/** True for an id that can stand in the path of an address. */
export const isAddressable = (id: string): boolean => !unfit.test(id);
