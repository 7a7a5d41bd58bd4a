import { splitText } from "../splitText";

/** Most characters of one request (service reference). */
export const mostSpeechCharacters = 4096;
/**
 * Bytes of a part. No token is shorter than a byte, and gpt-4o-mini-tts is said to read 2,000 of them; so many bytes
 * last some two minutes in most scripts, and longer speech is said to break off.
 */
const partBytes = 2_000;
/** Bytes of a text that are said in a second, about: 15 letters, or 5 signs of Chinese. */
const bytesPerSecond = 15;
/** Letters in a second that nobody says: half of them are missing. */
const mostLettersPerSecond = 25;
/** So short a text says too little of its length. */
const fewestLetters = 100;

/** The number of characters, as the services count them. */
export const charactersOf = (text: string): number => {
  let count = 0;
  for (const _character of text) count += 1;
  return count;
};

/** Estimated seconds of a text's speech. */
export const estimatedSeconds = (text: string, speed = 1): number =>
  Buffer.byteLength(text) / bytesPerSecond / speed;

/**
 * The parts in which a text is spoken: at paragraphs where possible, else at sentences or words. What is blank between
 * them is left out.
 */
export const speechParts = async (text: string): Promise<string[]> => {
  const parts = await splitText(text, partBytes, async (piece) => Buffer.byteLength(piece));
  return parts.map(({ start, end }) => text.slice(start, end).trim()).filter((part) => part !== "");
};

/** True where the speech is so short that words of the text must be missing. */
export const isCutShort = (text: string, seconds: number, speed = 1): boolean => {
  const letters = text.match(/[\p{L}\p{N}]/gu)?.length ?? 0;
  return letters >= fewestLetters && letters / seconds > mostLettersPerSecond * Math.max(1, speed);
};
