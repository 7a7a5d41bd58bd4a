/** Words, names in capitals within words, and numbers. */
const plainRun = /^([a-z]{0,20}|[A-Za-z]{1,15}|[0-9]{1,8})$/;

/** A word with a number at one end, such as v1: of more than one of them keys are made. */
const mixedRun = /^([a-z]{1,10}[0-9]{1,3}|[0-9]{1,3}[a-z]{1,10})$/;

const longestQuoted = 80;

/** Signs that addresses, names and sentences have. */
const betweenRuns = /[\s./:\-_,()[\]<>"'`@?&#!*…=]+/;

/**
 * Characters that break a line or change how it reads. It is made when it is used, since loading the connector would
 * wait for the tables of Unicode.
 */
const unprintable = (): RegExp => /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

const word = /^[A-Za-z]{3,}$/;

/** A host's name, which ends as the names of networks do, or a path. */
const hostForm = /\.[A-Za-z]{2,3}$|[/:]/;

/** So many words with blanks between them, or joined by signs, may be a passphrase. */
const fewestWords = 3;
const fewestJoined = 4;

const mayBePassphrase = (entered: string): boolean => {
  const words = entered.split(betweenRuns).filter((run) => word.test(run)).length;
  if (entered.includes("://")) return false;
  return /\s/.test(entered) ? words >= fewestWords : words >= fewestJoined && !hostForm.test(entered);
};

/**
 * What was entered, in quotation marks, for a message that refuses it; `other` where it may be a secret that was
 * meant for another field: only a few words, numbers and addresses made of them are shown.
 */
export const quoted = (entered: string, other = "what is entered"): string => {
  const isShort = entered.length <= longestQuoted && !unprintable().test(entered);
  const odd = isShort ? entered.split(betweenRuns).filter((run) => !plainRun.test(run)) : [];
  const isPlain = odd.length <= 1 && odd.every((run) => mixedRun.test(run));
  return isShort && isPlain && !mayBePassphrase(entered) ? `"${entered}"` : other;
};
