/** True for a text that UTF-8 can carry: without half of a pair of surrogates. */
export const isWellFormed = (text: string): boolean => text.isWellFormed();

/** The text with each half of a pair replaced by the sign for what can't be read. */
export const toWellFormed = (text: string): string => text.toWellFormed();
