import { contentWords } from "../chat/summarize";

/** Words of one meaning, by their stems; the first stands for all. */
const groups = [
  "car auto automobile vehicle",
  "invoice bill receipt payment pay charge",
  "password login credential sign-in account",
  "refund reimburse reimbursement return",
  "shipment shipping parcel delivery deliver package luggage bag",
  "doctor physician clinic hospital",
  "dog puppy hound",
  "cat kitten",
  "holiday vacation leave travel trip",
  "salary wage income",
  "buy purchase order",
  "quick fast rapid",
  "error bug fault defect failure",
  "house home flat apartment",
].map((group) => group.split(" "));

const endings = ["ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "s", "ly", "y", "e"];
const shortestStem = 3;

/** A word without its ending. */
const stemOf = (word: string): string => {
  const ending = endings.find(
    (candidate) => word.endsWith(candidate) && word.length - candidate.length >= shortestStem,
  );
  return ending === undefined ? word : word.slice(0, -ending.length);
};

const meanings = new Map(
  groups.flatMap(([first = "", ...others]) =>
    [first, ...others].map((word) => [stemOf(word), first] as const),
  ),
);

/** What a text is about: for each of its words that carry meaning, the word or the meaning that it shares with others. */
export const meaningsOf = (text: string): string[] => {
  const words = contentWords(text);
  return (words.length > 0 ? words : [text]).map((word) => {
    const stem = stemOf(word);
    return meanings.get(stem) ?? stem;
  });
};
