import { isRecord } from "../../server/answer";

/** A few words in other languages, by the beginning of the language's name or code. */
const dictionaries: ReadonlyArray<readonly [language: RegExp, words: Readonly<Record<string, string>>]> = [
  [
    /^(?:german|deutsch|de\b)/i,
    {
      hello: "hallo",
      your: "Ihre",
      order: "Bestellung",
      is: "ist",
      on: "auf",
      its: "ihrem",
      way: "Weg",
      and: "und",
      the: "die",
      thank: "danke",
      you: "Ihnen",
      days: "Tage",
      welcome: "willkommen",
      read: "lesen",
    },
  ],
  [
    /^(?:french|fran[cç]ais|fr\b)/i,
    {
      hello: "bonjour",
      your: "votre",
      order: "commande",
      is: "est",
      on: "en",
      its: "sa",
      way: "route",
      and: "et",
      the: "le",
      thank: "merci",
      you: "vous",
      days: "jours",
      welcome: "bienvenue",
      read: "lire",
    },
  ],
  [
    /^(?:spanish|espa[nñ]ol|es\b)/i,
    {
      hello: "hola",
      your: "su",
      order: "pedido",
      is: "está",
      on: "en",
      its: "su",
      way: "camino",
      and: "y",
      the: "el",
      thank: "gracias",
      you: "usted",
      days: "días",
      welcome: "bienvenido",
      read: "lea",
    },
  ],
];

const itemsIn = (question: string): unknown[] => {
  try {
    const { items } = JSON.parse(question) as { items?: unknown };
    return Array.isArray(items) ? items : [];
  } catch {
    return [];
  }
};

/** The other words of a dictionary, for the way back into English. */
const intoEnglish = (text: string): string => {
  const english = new Map(
    dictionaries.flatMap(([, words]) =>
      Object.entries(words).map(([word, other]) => [other.toLowerCase(), word]),
    ),
  );
  return changeWords(text, (word) => english.get(word));
};

const changeWords = (text: string, other: (word: string) => string | undefined): string =>
  text.replace(/\p{L}+/gu, (word) => {
    const changed = other(word.toLowerCase()) ?? word;
    return /^\p{Lu}/u.test(word) ? changed.charAt(0).toUpperCase() + changed.slice(1) : changed;
  });

/** Translates a text word by word into a language: English by the words of all others. */
export const translateWords = (text: string, target: string): string => {
  if (/^en(glish)?\b/i.test(target)) return intoEnglish(text);
  const words = dictionaries.find(([language]) => language.test(target))?.[1] ?? {};
  return changeWords(text, (word) => words[word]);
};

/** Translates word by word what stands as items in a question; undefined where no translation is asked for. */
export const translate = (instructions: string, question: string): Record<string, unknown> | undefined => {
  if (!/^translate\b/i.test(instructions)) return undefined;
  const target = /into this language: ([^\n]{1,100})/.exec(instructions)?.[1] ?? "";
  return {
    sourceLanguage: "en",
    items: itemsIn(question)
      .filter(isRecord)
      .map(({ id, text }) => ({ id, text: translateWords(String(text), target) })),
  };
};
