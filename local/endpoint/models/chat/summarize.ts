/** What the prompt asked of the summary. */
interface SummaryWish {
  sentences?: number;
  words?: number;
  bullets?: number;
}

const numberWords = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
const numberPattern = `(\\d+|${numberWords.slice(1).join("|")}|a|an|single)`;

const commonWords = new Set(
  (
    "a about after again all also am an and any are as at be because been before being between both but by can " +
    "could did do does doing during each few for from further had has have having he her here his how i if in into " +
    "is it its just more most my no nor not now of off on once only or other our out over own same she should so " +
    "some such than that the their them then there these they this those through to too under until up very was we " +
    "were what when where which while who whom why will with would you your"
  ).split(" "),
);

/** The words that carry meaning, in lower case and in order. */
export const contentWords = (text: string): string[] => {
  const words = text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu) ?? [];
  return words.filter((word) => word.length > 1 && !commonWords.has(word));
};

/** The length that an instruction such as "in two sentences" or "as 3 bullet points" asks for. */
export const readSummaryWish = (instruction: string): SummaryWish => {
  const wish: SummaryWish = {};
  const sentences = readCount(instruction, "(?:short |concise |brief |clear )?sentences?");
  const bullets = readCount(
    instruction,
    "(?:short |concise |brief |key |main )?(?:bullet(?:s|ed)?|points?|takeaways?)",
  );
  const words = readCount(instruction, "words?");
  if (sentences !== undefined) wish.sentences = sentences;
  if (words !== undefined) wish.words = words;
  if (bullets !== undefined) wish.bullets = bullets;
  else if (/\bbullet(?:s|ed| points?| list)\b/i.test(instruction)) wish.bullets = 3;
  return wish;
};

const readCount = (instruction: string, unit: string): number | undefined => {
  const found = new RegExp(`\\b${numberPattern}[\\s-]+${unit}\\b`, "i").exec(instruction)?.[1]?.toLowerCase();
  if (found === undefined) return undefined;
  if (/^\d+$/.test(found)) return Number(found);
  return Math.max(1, numberWords.indexOf(found));
};

/**
 * An extractive summary: sentences that share the text's most frequent words, in their old order.
 * The variant leaves out the best sentences, so that two choices for one prompt differ.
 */
export const summarize = (text: string, wish: SummaryWish = {}, variant = 0): string => {
  const sentences = splitSentences(text);
  const wanted = wish.bullets ?? wish.sentences ?? Math.min(3, Math.max(1, Math.ceil(sentences.length / 4)));
  const ranked = rankSentences(sentences);
  const offset = variant % Math.max(1, ranked.length - wanted + 1);
  const chosen = fitWords(ranked.slice(offset, offset + wanted), wish.words)
    .toSorted((a, b) => a.position - b.position)
    .map(({ sentence }) => (wish.bullets === undefined ? sentence : `- ${sentence}`));
  return chosen.join(wish.bullets === undefined ? " " : "\n");
};

interface RankedSentence {
  sentence: string;
  position: number;
  score: number;
}

const splitSentences = (text: string): string[] => {
  const segments = [...new Intl.Segmenter("en", { granularity: "sentence" }).segment(text)];
  const sentences = segments
    .map(({ segment }) => segment.replace(/\s+/g, " ").trim())
    .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence));
  return [...new Set(sentences)];
};

const rankSentences = (sentences: string[]): RankedSentence[] => {
  const frequency = new Map<string, number>();
  for (const word of sentences.flatMap(contentWords)) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  return sentences
    .map((sentence, position) => {
      const words = contentWords(sentence);
      const total = words.reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0);
      const leadBonus = position === 0 ? 1.25 : 1;
      return { sentence, position, score: (leadBonus * total) / Math.sqrt(words.length + 4) };
    })
    .toSorted((a, b) => b.score - a.score);
};

/** The best sentences that fit the word limit together; the best one cut short when even that is too long. */
const fitWords = (ranked: RankedSentence[], limit = Number.POSITIVE_INFINITY): RankedSentence[] => {
  const kept: RankedSentence[] = [];
  let used = 0;
  for (const candidate of ranked) {
    const words = candidate.sentence.split(" ").length;
    if (used + words > limit) continue;
    kept.push(candidate);
    used += words;
  }
  const [best] = ranked;
  if (kept.length > 0 || best === undefined) return kept;
  const words = best.sentence.split(" ").slice(0, limit).join(" ");
  return [{ ...best, sentence: `${words.replace(/[\s,;:.!?-]+$/, "")}.` }];
};
