/** A word, a name in mixed case, or a number. */
const plainRun = /^([a-z]{0,20}|[A-Za-z]{1,15}|[0-9]{1,8})$/;

/** A word with a number at one end, such as v1. A text with more than one of these may be a key. */
const mixedRun = /^([a-z]{1,10}[0-9]{1,3}|[0-9]{1,3}[a-z]{1,10})$/;

const longestQuoted = 80;

/** Signs between the words of addresses, names and sentences. */
const betweenRuns = /[\s./:\-_,()[\]<>"'`@?&#!*…=]+/;

/**
 * Characters that break a line or change how it reads. The pattern is made on use, because it would load the tables of
 * Unicode together with the connector.
 */
const unprintable = (): RegExp => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const word = /^[A-Za-z]{3,}$/;

/** A host name with a common ending, or a path. */
const hostForm = /\.[A-Za-z]{2,3}$|[/:]/;

/** This many words, separated by blanks or joined by signs, may be a passphrase. */
const fewestWords = 3;
const fewestJoined = 4;

const mayBePassphrase = (entered: string): boolean => {
  const words = entered.split(betweenRuns).filter((run) => word.test(run)).length;
  if (entered.includes("://")) return false;
  return /\s/.test(entered) ? words >= fewestWords : words >= fewestJoined && !hostForm.test(entered);
};

/**
 * The entered text in quotation marks, for a message that refuses it; `other` where the text may be a secret meant for
 * another field. Only a few words, numbers, and addresses made of these are shown.
 */
export const quoted = (entered: string, other = "what is entered"): string => {
  const isShort = entered.length <= longestQuoted && !unprintable().test(entered);
  const odd = isShort ? entered.split(betweenRuns).filter((run) => !plainRun.test(run)) : [];
  const isPlain = odd.length <= 1 && odd.every((run) => mixedRun.test(run));
  return isShort && isPlain && !mayBePassphrase(entered) ? `"${entered}"` : other;
};
