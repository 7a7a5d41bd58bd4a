const extension = 0x21;
const picture = 0x2c;

/** The length of a color table in bytes, by the flags before it. */
const tableLength = (flags: number): number => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

/** The end of a sequence of blocks, each of which begins with its length. */
const behindBlocks = (bytes: Buffer, start: number): number => {
  let place = start;
  while ((bytes[place] ?? 0) > 0) place += 1 + (bytes[place] ?? 0);
  return place + 1;
};

/** True for a GIF with more than one picture, which models do not accept (service limit). */
export const isAnimatedGif = (bytes: Buffer): boolean => {
  let place = 13 + tableLength(bytes[10] ?? 0);
  let pictures = 0;
  while (place < bytes.length) {
    if (bytes[place] === extension) place = behindBlocks(bytes, place + 2);
    else if (bytes[place] === picture) {
      pictures += 1;
      if (pictures > 1) return true;
      place = behindBlocks(bytes, place + 11 + tableLength(bytes[place + 9] ?? 0));
    } else return false;
  }
  return false;
};
