/** The lengths from which a beginning or an end of a secret can't be an ordinary text. */
interface SecretPieces {
  beginning: number;
  end: number;
  /**
   * True when the secret's last characters have a digit: they are not a word, so that hiding them after a mask hides
   * nothing else.
   */
  isMixed: boolean;
}

/** Services show shorter ends of a key, to tell keys apart. */
export const shortestEnd = 8;

/** Longer than the beginning that all keys of a service share. */
const shortestBeginning = 16;

const never = Number.POSITIVE_INFINITY;

/** Only the whole secret is searched for. */
export const noPieces: SecretPieces = { beginning: never, end: never, isMixed: false };

/** A key is one run of characters. A text with parts, such as a signed address, shares pieces with ordinary texts. */
const keyForm = /^[!#$()*+\-./0-9@A-Z[\]^_`a-z{|}~]+=*$/;

/** Keys have this many changes between letters and digits, or between cases; words do not. */
const tellingChanges = 3;

/** A run of this length with any change is not a name followed by a number. */
const tellingRun = 16;

const small = /[a-z]/;
const capital = /[A-Z]/;
const digit = /[0-9]/;

const classOf = (character = ""): RegExp | undefined =>
  [small, capital, digit].find((each) => each.test(character));

/** The relation of a character to the one before it. A capital that begins a word is no change. */
const linkTo = (text: string, index: number): "sign" | "change" | "same" => {
  const former = classOf(text[index - 1]);
  const current = classOf(text[index]);
  if (!former || !current) return "sign";
  const beginsWord = former === capital && current === small && classOf(text[index - 2]) !== capital;
  return former === current || beginsWord ? "same" : "change";
};

/** The shortest length, one character more at a time, from which a piece can't be an ordinary text. */
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

/**
 * The shortest beginning that counts. Tokens of one issuer may be equal up to the last dot, so theirs reaches beyond
 * it.
 */
const ownBeginning = (text: string): number =>
  text.includes("eyJ")
    ? Math.max(shortestBeginning, text.lastIndexOf(".") + 1 + shortestEnd)
    : shortestBeginning;

/** The pieces of a secret that can't be ordinary texts. */
export const piecesOf = (secret: string): SecretPieces =>
  keyForm.test(secret)
    ? {
        beginning: tellsFrom(forwards(secret), ownBeginning(secret)),
        end: tellsFrom(backwards(secret), shortestEnd),
        isMixed: digit.test(secret.slice(-shortestEnd)),
      }
    : noPieces;

/** True for a text that begins like a key. */
export const looksLikeKey = (text: string): boolean => tellsFrom(forwards(text), shortestBeginning) !== never;

/** Removes what looks like a key from a text that a message quotes. */
export const withoutKeys = (text: string): string =>
  text.replace(/[\w~+-]{16,}/g, (run) => (looksLikeKey(run) ? "[redacted]" : run));
