/** Where a refusal goes on with what to use instead, or what goes with what: those names are not refused. */
const hints =
  /\bdid you mean\b|\buse ["'`]|\binstead\b|\bto use\b|\bhas moved\b|\bin the responses api\b|\bonly allowed when\b|\btry again\b|\b(?:supported|allowed|valid) values\b|\bonly the default\b|\bto drop these\b|\bmust be (?:one of|["'`])|\bshould be\b/i;

/** The part of a refusal that says what is refused. */
const claimOf = (sentence: string): string => sentence.slice(0, hints.exec(sentence)?.index);

/** Ways in which a sentence names parameters; each may hold several, with commas between. */
const naming: readonly RegExp[] = [
  /["'`]([#$./]{0,2}[A-Za-z_][\w.[\]]{0,80})["'`]/g,
  /#\/([\w/]{1,80})/g,
  /\b(?:parameters?|arguments?|fields?|propert(?:y|ies)|keys?)(?: supplied)?:? ([A-Za-z_][\w.]{0,60}(?:, [A-Za-z_][\w.]{0,60})*)/gi,
  /: ([A-Za-z_][\w.]{0,60})\.?$/g,
  /\b([A-Za-z_]\w{0,60})=/g,
  /^([A-Za-z_][\w.]{0,60})(?:: | (?:is|are)\b)/g,
  // Names with an underscore or a hump are no words of a sentence.
  /\b([a-z]{1,30}(?:_[a-z]{1,30}){1,5}(?:\.[a-z_]{1,40})?)\b/g,
  /\b([a-z]{1,30}(?:[A-Z][a-z]{1,30}){1,5})\b/g,
  /\b(temperature|logprobs|verbosity)\b/gi,
];

const snakeCase = (name: string): string =>
  name.replace(/[A-Z]/g, (letter, at: number) => `${at > 0 ? "_" : ""}${letter.toLowerCase()}`);

/** A name in one spelling: `#/a/b`, `$.a.b`, `body.a.b` and `a.[0].b` as `a.b` and `a[0].b`, camelCase as snake_case. */
export const plainName = (name: string): string =>
  snakeCase(
    name
      .slice(0, 200)
      .replace(/^[#$./]{1,3}/, "")
      .replace(/\//g, ".")
      .replace(/\.\[/g, "[")
      .replace(/\.(\d{1,6})(?=\.|$)/g, "[$1]")
      .replace(/^body\./, ""),
  );

/** The names in a refusal's sentence that may be parameters, each once. Values and plain words are among them. */
export const namesIn = (sentence: string): string[] => {
  const claim = claimOf(sentence);
  const found = naming.flatMap((pattern) =>
    [...claim.matchAll(pattern)].flatMap(([, names = ""]) => names.split(", ")),
  );
  return [...new Set(found.map(plainName))];
};
