/** HTML entities of characters that occur in keys, without & and ;. */
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
    period: ".",
    comma: ",",
    colon: ":",
    semi: ";",
    excl: "!",
    quest: "?",
    ast: "*",
    commat: "@",
  }).map(([name, character]) => [name, character.charCodeAt(0)]),
);

/** The code point of an HTML entity, by its name between & and ;. */
export const entityCode = (name: string): number | undefined => {
  if (!name.startsWith("#")) return entities.get(name.toLowerCase());
  const digits = name.slice(1);
  if (/^x[0-9a-f]{1,6}$/i.test(digits)) return Number.parseInt(digits.slice(1), 16);
  return /^[0-9]{1,7}$/.test(digits) ? Number.parseInt(digits, 10) : undefined;
};
