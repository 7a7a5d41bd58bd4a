/** Words that refuse a parameter or a value of it as such. */
export const isUnsupported = (sentence: string): boolean =>
  /unsupported|\bnot (?:currently |yet )?(?:be )?(?:support|accept|permit|allow|recogni[sz]|available)|n't (?:support|accept|allow|take)|unrecogni[sz]ed|unknown|unavailable|only allowed when|enabled only for|unexpected (?:keyword|parameter|argument|field|property)|was unexpected|extra_forbidden|extra (?:inputs?|fields?)|deprecated|\bonly [^.]{1,40}? (?:is|are) (?:support|accept|permit|allow)ed|\b(?:may|can|must) only be\b/i.test(
    sentence,
  );

/** Refusals of an account, a schema, or content, which no other parameter cures. */
export const isAboutElse = (sentence: string): boolean =>
  /must be verified|invalid schema|not valid under any of the given schemas|content.?(?:policy|filter)|output limit was reached|context length|context window/i.test(
    sentence,
  );

const listLead =
  /\b(?:(?:supported|allowed|valid|accepted|permitted|available) (?:values?|options?)(?: are| is)?|must be(?: one of)?|should be(?: one of)?|expected one of|one of)\b/i;

/** The values that a refusal allows, as it lists them; none where it lists none. */
export const allowedValues = (sentence: string): string[] => {
  const lead = listLead.exec(sentence);
  if (!lead) return [];
  const rest = sentence.slice(lead.index + lead[0].length).slice(0, 400);
  const quoted = [...rest.matchAll(/["'`]([\w.-]{1,40})["'`]/g)].map(([, value = ""]) => value);
  if (quoted.length > 0) return quoted;
  const list = /^[:\s[]{0,4}([\w, ]{1,200})/.exec(rest)?.[1] ?? "";
  return list
    .split(/,| or | and /)
    .map((value) => value.trim())
    .filter((value) => /^\w{1,40}$/.test(value));
};

/** The bounds of a number. */
interface Bounds {
  least?: number;
  most?: number;
}

const mostWords =
  /(?:at most|less than or equal to|<=|no (?:more|greater) than|maximum (?:value |allowed )?(?:of|is|\())[\s`'":]{0,3}(\d{1,9}(?:\.\d{1,9})?)/i;
const leastWords =
  /(?:at least|greater than or equal to|>=|no less than|minimum (?:value )?(?:of|is))[\s`'":]{0,3}(\d{1,9}(?:\.\d{1,9})?)/i;
const rangeWords = /(?:\[ ?|\bbetween )(\d{1,9}(?:\.\d{1,9})?)(?: ?, ?| and )(\d{1,9}(?:\.\d{1,9})?)/i;
/** As in `100000 > 8192, which is the maximum`. */
const exceededWords = /\d > (\d{1,9})\b/;

const numberIn = (text: string | undefined) => (text === undefined ? undefined : Number(text));

/** The bounds that a refusal names. */
export const boundsIn = (said: string): Bounds => {
  // As in 32,768: without its commas, a number is read whole. A range, such as [1,4096], has one digit or more.
  const sentence = said.replace(/(?<![\d.,[])\d{1,3}(?:,\d{3})+(?![\d,])/g, (number) =>
    number.replaceAll(",", ""),
  );
  const [, first, second] = rangeWords.exec(sentence) ?? [];
  const least = numberIn(leastWords.exec(sentence)?.[1] ?? first);
  const most = numberIn(mostWords.exec(sentence)?.[1] ?? exceededWords.exec(sentence)?.[1] ?? second);
  return { ...(least !== undefined && { least }), ...(most !== undefined && { most }) };
};
