/** Words to look for in a sentence: one pattern, or two of which the second comes soon after the first. */
export type Phrase = RegExp | readonly [of: RegExp, says: RegExp];

const mostBetween = 160;

/** True when a text has the words. Two separate patterns take linear time; one pattern with a gap would not. */
export const isSaid = (text: string, phrase: Phrase): boolean => {
  if (phrase instanceof RegExp) return phrase.test(text);
  const [of, says] = phrase;
  const found = of.exec(text);
  if (!found) return false;
  const end = found.index + found[0].length;
  return says.test(text.slice(end, end + mostBetween));
};
