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

/** Translates word by word what stands as items in a question; undefined where no translation is asked for. */
export const translate = (instructions: string, question: string): Record<string, unknown> | undefined => {
  if (!/^translate\b/i.test(instructions)) return undefined;
  const target = /into this language: ([^\n]{1,100})/.exec(instructions)?.[1] ?? "";
  const words = dictionaries.find(([language]) => language.test(target))?.[1] ?? {};
  const translated = (text: string): string =>
    text.replace(/[A-Za-z]+/g, (word) => {
      const other = words[word.toLowerCase()] ?? word;
      return /^[A-Z]/.test(word) ? other.charAt(0).toUpperCase() + other.slice(1) : other;
    });
  return {
    sourceLanguage: "en",
    items: itemsIn(question)
      .filter(isRecord)
      .map(({ id, text }) => ({ id, text: translated(String(text)) })),
  };
};
