import { type Finder, isApart } from "./find";

const local = /[\p{L}\p{M}\p{N}._%+'-]/u;
const domain = /[\p{L}\p{M}\p{N}.-]/u;
const edges = /^[.'%+-]+/;
const lastLabel = /\.(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu;

/** The index at which the part before an @ begins. Where it ends in Latin letters, Chinese ones before it are none of it. */
const startOf = (text: string, at: number): number => {
  const isOfOne = !isApart(text.charAt(at - 1));
  let start = at;
  while (start > 0 && local.test(text.charAt(start - 1)) && !(isOfOne && isApart(text.charAt(start - 1))))
    start -= 1;
  return start;
};

/** The index at which the domain at an index ends. A Korean particle behind Latin letters is none of it. */
const endOf = (text: string, start: number): number => {
  const isJoined = (end: number): boolean =>
    isApart(text.charAt(end)) && /[a-z\d]/i.test(text.charAt(end - 1)) && end > start;
  let end = start;
  while (end < text.length && domain.test(text.charAt(end)) && !isJoined(end)) end += 1;
  return end;
};

/** The domain at an index, without signs behind it; undefined where there is none with a dot and a last label. */
const domainAt = (text: string, start: number): string | undefined => {
  let end = endOf(text, start);
  while (end > start && ".-".includes(text.charAt(end - 1))) end -= 1;
  const found = text.slice(start, end);
  return /^[.-]/.test(found) || found.includes("..") || !lastLabel.test(found) ? undefined : found;
};

/** Finds e-mail addresses: what stands around an @, with a domain that ends in letters. */
export const findEmails: Finder = function* (text) {
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const from = startOf(text, at);
    const start = from + (edges.exec(text.slice(from, at))?.[0].length ?? 0);
    const host = start < at ? domainAt(text, at + 1) : undefined;
    if (host !== undefined) yield { kind: "email", start, end: at + 1 + host.length };
  }
};
