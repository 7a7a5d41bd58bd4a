/**
 * Blanks but the ordinary one, and characters that show nothing: marks, controls, halves of characters. It is made
 * when it is used, since loading the connector would wait for the tables of Unicode.
 */
const unseen = (): RegExp => /[^\S ]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\ufe0e|\ufe0f/gu;

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;

/** A text with what can't be seen spelled out, so that two that look the same can be told apart. */
export const visibleText = (text: string): string => text.replace(unseen(), escaped);
