/** The characters of the bytes 80 to 9F; a blank where there is none. */
const characters = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/**
 * Reads bytes as Windows-1252, in which Excel saves "CSV"; undefined where a byte is no character of it. Node's own
 * decoder takes it for Latin-1 in the releases from 22.13 to 22.18 at least (nodejs/node#56542).
 */
export const windows1252 = (bytes: Buffer): string | undefined => {
  let isKnown = true;
  const text = bytes.toString("latin1").replace(/[\u0080-\u009f]/g, (character) => {
    const known = characters.charAt(character.charCodeAt(0) - 0x80);
    isKnown &&= known !== " ";
    return known;
  });
  return isKnown ? text : undefined;
};
