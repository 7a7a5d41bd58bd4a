const everyCharacter = (text: string, spell: (code: number, character: string) => string): string =>
  [...text].map((character) => spell(character.codePointAt(0) ?? 0, character)).join("");

const hex = (code: number, length = 2): string => code.toString(16).padStart(length, "0");

/** Ways to spell a text that programs undo by themselves: each may be wrapped in another. */
export const spellings: ReadonlyArray<[what: string, spell: (text: string) => string]> = [
  ["as it is", (text) => text],
  ["as JSON spells it", (text) => JSON.stringify(text).slice(1, -1)],
  ["with escaped slashes", (text) => JSON.stringify(text).slice(1, -1).replaceAll("/", "\\/")],
  [
    "with its signs as JSON's numbers",
    (text) =>
      everyCharacter(text, (code, character) =>
        /[a-z0-9]/i.test(character) ? character : `\\u${hex(code, 4).toUpperCase()}`,
      ),
  ],
  ["with all of it as JSON's numbers", (text) => everyCharacter(text, (code) => `\\u${hex(code, 4)}`)],
  ["as a URL spells it", encodeURIComponent],
  [
    "as a URL spells it, in lower case",
    (text) => encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  ],
  [
    "with all of it as a URL's numbers",
    (text) => [...Buffer.from(text)].map((byte) => `%${hex(byte)}`).join(""),
  ],
  [
    "as HTML spells it",
    (text) =>
      text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
  ],
  ["with all of it as HTML's numbers", (text) => everyCharacter(text, (code) => `&#${code};`)],
  [
    "with all of it as HTML's hexadecimal numbers",
    (text) => everyCharacter(text, (code) => `&#x${hex(code)};`),
  ],
  [
    "with all of it as a program's numbers",
    (text) => [...Buffer.from(text)].map((byte) => `\\x${hex(byte)}`).join(""),
  ],
  ["with all of it as numbers in braces", (text) => everyCharacter(text, (code) => `\\u{${hex(code)}}`)],
  ["with all of it as a URL's units", (text) => everyCharacter(text, (code) => `%u${hex(code, 4)}`)],
];
