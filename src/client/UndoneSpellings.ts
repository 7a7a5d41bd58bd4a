const codeOf = (character: string): number => character.charCodeAt(0);

const percent = codeOf("%");
const backslash = codeOf("\\");
const ampersand = codeOf("&");
const semicolon = codeOf(";");
const letterU = codeOf("u");

/** The value of each byte as a hexadecimal digit; -1 for a byte that is none. */
const hexValues = new Int8Array(256).fill(-1);
for (const digit of "0123456789abcdefABCDEF") hexValues[codeOf(digit)] = Number.parseInt(digit, 16);
const hexOf = (byte: number | undefined): number => hexValues[byte ?? 0] ?? -1;

/** What stands behind a backslash in JSON, and what the two mean; 0 for a byte that is not escaped so. */
const unescaped = new Uint8Array(256);
const meanings = { '"': '"', "'": "'", "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
for (const [letter, meaning] of Object.entries(meanings)) unescaped[codeOf(letter)] = codeOf(meaning);

/** The entities of HTML for characters that keys have, without & and ;. */
const entities: ReadonlyMap<string, number> = new Map(
  Object.entries({
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    plus: "+",
    sol: "/",
    bsol: "\\",
    equals: "=",
    num: "#",
    percnt: "%",
    dollar: "$",
    lowbar: "_",
    hyphen: "-",
    period: ".",
    comma: ",",
    colon: ":",
    semi: ";",
    excl: "!",
    quest: "?",
    ast: "*",
    commat: "@",
  }).map(([name, character]) => [name, codeOf(character)]),
);
const longestEntity = 10;

const entityCode = (name: string): number | undefined => {
  if (!name.startsWith("#")) return entities.get(name.toLowerCase());
  const digits = name.slice(1);
  if (/^x[0-9a-f]{1,6}$/i.test(digits)) return Number.parseInt(digits.slice(1), 16);
  return /^[0-9]{1,7}$/.test(digits) ? Number.parseInt(digits, 10) : undefined;
};

/**
 * Bytes with every spelling of JSON, URLs and HTML undone, however often one is wrapped in another, and where each
 * of them began. One pass from left to right: what is complete at the end is put in the place of its spelling,
 * where it may complete another one.
 */
export class UndoneSpellings {
  length = 0;
  private readonly bytes: Uint8Array;
  private readonly starts: Uint32Array;

  constructor(private readonly source: Uint8Array) {
    this.bytes = new Uint8Array(source.length);
    this.starts = new Uint32Array(source.length);
    for (let index = 0; index < source.length; index += 1) {
      this.push(source[index] ?? 0, index);
      while (this.reduce());
    }
  }

  /** The bytes, without their spelling. */
  get plain(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  /** Where a byte's spelling begins in the source. */
  startOf(index: number): number {
    return index < this.length ? (this.starts[index] ?? 0) : this.source.length;
  }

  private push(byte: number, start: number): void {
    this.bytes[this.length] = byte;
    this.starts[this.length] = start;
    this.length += 1;
  }

  /** Puts a character in the place of the last bytes, which spell it: never more of them than they were. */
  private replace(count: number, code: number): boolean {
    const start = this.startOf(this.length - count);
    this.length -= count;
    if (code < 0x80) this.push(code, start);
    else for (const byte of Buffer.from(String.fromCodePoint(code))) this.push(byte, start);
    return true;
  }

  private reduce(): boolean {
    const { bytes, length } = this;
    const last = bytes[length - 1] ?? 0;
    if (last === semicolon) return this.reduceEntity();
    const meaning = unescaped[last] ?? 0;
    if (meaning !== 0 && bytes[length - 2] === backslash) return this.replace(2, meaning);
    return hexOf(last) >= 0 && this.reduceHex();
  }

  /** `%2B`, and `\u002b`, whose value stays below that of half a pair. */
  private reduceHex(): boolean {
    const { bytes, length } = this;
    const [high, low] = [hexOf(bytes[length - 2]), hexOf(bytes[length - 1])];
    if (high < 0) return false;
    const value = high * 16 + low;
    if (bytes[length - 3] === percent) {
      const start = this.startOf(length - 3);
      this.length -= 3;
      this.push(value, start);
      return true;
    }
    if (bytes[length - 6] !== backslash || bytes[length - 5] !== letterU) return false;
    const [first, second] = [hexOf(bytes[length - 4]), hexOf(bytes[length - 3])];
    return first >= 0 && second >= 0 && this.replace(6, first * 4096 + second * 256 + value);
  }

  private reduceEntity(): boolean {
    const { bytes, length } = this;
    const earliest = Math.max(0, length - longestEntity);
    let start = length - 2;
    while (start >= earliest && bytes[start] !== ampersand) start -= 1;
    if (start < earliest) return false;
    const code = entityCode(Buffer.from(bytes.subarray(start + 1, length - 1)).toString("latin1"));
    return code !== undefined && code <= 0x10_ffff && this.replace(length - start, code);
  }
}
