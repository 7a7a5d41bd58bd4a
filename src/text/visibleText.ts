/**
 * Blanks other than the ordinary one, and invisible characters: marks, controls, half characters. The pattern is made
 * on use, because it would load the tables of Unicode together with the connector.
 */
const unseen = (): RegExp => /[^\S ]|[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]|\ufe0e|\ufe0f/gu;

const escaped = (character: string): string =>
  `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;

/** Spells out invisible characters, so that texts that look equal can be told apart. */
export const visibleText = (text: string): string => text.replace(unseen(), escaped);
