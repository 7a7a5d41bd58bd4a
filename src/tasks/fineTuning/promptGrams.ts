const gramLength = 5;
const longestPrompt = 20_000;

/** A hash whose bits all depend on each other. */
export const mixed = (hash: number): number => {
  let value = hash >>> 0;
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
};

/** How many characters of a prompt are looked at. */
export const lengthOf = (text: string): number => Math.min(text.length, longestPrompt);

/** Tells the hash of each run of five characters of a text. */
export const eachGram = (text: string, take: (hash: number) => void): void => {
  const end = Math.max(1, lengthOf(text) - gramLength + 1);
  for (let start = 0; start < end; start += 1) {
    let hash = 0;
    for (let place = start; place < start + gramLength; place += 1)
      hash = Math.imul(hash, 31) + (text.charCodeAt(place) || 0);
    take(mixed(hash));
  }
};

/** The runs of characters of a text, sorted: lists take a tenth of the time of sets. */
const sortedGrams = (text: string): Uint32Array => {
  const grams = new Uint32Array(Math.max(1, lengthOf(text) - gramLength + 1));
  let count = 0;
  eachGram(text, (hash) => {
    grams[count++] = hash;
  });
  grams.sort();
  let kept = 0;
  for (const hash of grams) if (kept === 0 || hash !== grams[kept - 1]) grams[kept++] = hash;
  return grams.subarray(0, kept);
};

/** The share of the runs of two texts that both have (Jaccard). */
export const similarityOf = (text: string, other: string): number => {
  const [left, right] = [sortedGrams(text), sortedGrams(other)];
  let shared = 0;
  let place = 0;
  for (const hash of left) {
    while ((right[place] ?? 0xffff_ffff) < hash) place += 1;
    if (right[place] === hash) shared += 1;
  }
  return shared / (left.length + right.length - shared);
};
