/** From which length on a piece of a secret tells that it is one. */
interface SecretPieces {
  beginning: number;
  end: number;
  /** True when its last characters are no word: they have a digit, and hide nothing else where they are masked. */
  isMixed: boolean;
}

/** Shorter ends are what services show of a key to tell it by. */
export const shortestEnd = 8;

/** Longer than what keys of a service begin with alike. */
const shortestBeginning = 16;

const never = Number.POSITIVE_INFINITY;

/** Only the whole secret counts. */
export const noPieces: SecretPieces = { beginning: never, end: never, isMixed: false };

/** A key is one run of characters. What has parts, such as a signed address, shares pieces with what is no secret. */
const keyForm = /^[!#$()*+\-./0-9@A-Z[\]^_`a-z{|}~]+=*$/;

/** So many changes from letters to digits, or to the other case, have keys and no words. */
const tellingChanges = 3;

/** So long, a run that changes at all is no name with a number behind it. */
const tellingRun = 16;

const small = /[a-z]/;
const capital = /[A-Z]/;
const digit = /[0-9]/;

const classOf = (character = ""): RegExp | undefined =>
  [small, capital, digit].find((each) => each.test(character));

/** How a character follows the one before it; a capital that begins a word changes nothing. */
const linkTo = (text: string, index: number): "sign" | "change" | "same" => {
  const former = classOf(text[index - 1]);
  const current = classOf(text[index]);
  if (!former || !current) return "sign";
  const beginsWord = former === capital && current === small && classOf(text[index - 2]) !== capital;
  return former === current || beginsWord ? "same" : "change";
};

/** From which length on the pieces tell that are longer by one character each. */
const tellsFrom = (links: Iterable<ReturnType<typeof linkTo>>, shortest: number): number => {
  let [length, changes, run, changesInRun] = [1, 0, 1, 0];
  for (const link of links) {
    length += 1;
    run = link === "sign" ? 0 : run + 1;
    if (link === "sign") changesInRun = 0;
    if (link === "change") {
      changes += 1;
      changesInRun += 1;
    }
    const tells = changes >= tellingChanges || (run >= tellingRun && changesInRun > 0);
    if (length >= shortest && tells) return length;
  }
  return never;
};

function* forwards(text: string) {
  for (let index = 1; index < text.length; index += 1) yield linkTo(text, index);
}

function* backwards(text: string) {
  for (let index = text.length - 1; index > 0; index -= 1) yield linkTo(text, index);
}

/** Tokens of one issuer begin alike for long: what is behind their last dot is each one's own. */
const ownBeginning = (text: string): number =>
  text.includes("eyJ")
    ? Math.max(shortestBeginning, text.lastIndexOf(".") + 1 + shortestEnd)
    : shortestBeginning;

/** Which pieces of a secret can't be anything else. */
export const piecesOf = (secret: string): SecretPieces =>
  keyForm.test(secret)
    ? {
        beginning: tellsFrom(forwards(secret), ownBeginning(secret)),
        end: tellsFrom(backwards(secret), shortestEnd),
        isMixed: digit.test(secret.slice(-shortestEnd)),
      }
    : noPieces;

/** True for a text that begins as keys do. */
export const looksLikeKey = (text: string): boolean => tellsFrom(forwards(text), shortestBeginning) !== never;

/** A text without what looks like a key, for a sentence that quotes what was entered in a box for something else. */
export const withoutKeys = (text: string): string =>
  text.replace(/[\w~+-]{16,}/g, (run) => (looksLikeKey(run) ? "[redacted]" : run));
