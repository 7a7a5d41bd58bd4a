import { type Finder, isPartOfMore } from "./find";

/** Lengths of account numbers by country (SWIFT, IBAN Registry). */
const lengths = new Map(
  (
    "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 " +
    "EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 " +
    "KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 " +
    "PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 " +
    "UA29 VA22 VG24 XK20 YE30"
  )
    .split(" ")
    .map((entry) => [entry.slice(0, 2), Number(entry.slice(2))]),
);

const opening = /[a-z]{2}\d{2}/gi;
const alphanumeric = /[A-Za-z0-9]/;
const gap = /[ \u00a0\u2009\u202f-]/;

/** Reads letters and digits with single gaps between them, as many as asked for. */
const readAt = (text: string, start: number, length: number): { number: string; end: number } | undefined => {
  let number = "";
  let end = start;
  while (number.length < length) {
    if (gap.test(text.charAt(end)) && alphanumeric.test(text.charAt(end - 1))) end += 1;
    const character = text.charAt(end);
    if (!alphanumeric.test(character)) return undefined;
    number += character;
    end += 1;
  }
  return { number: number.toUpperCase(), end };
};

/** True where the check digits are right (ISO 7064, modulo 97). */
const isChecked = (number: string): boolean => {
  const moved = number.slice(4) + number.slice(0, 4);
  let rest = 0;
  for (const character of moved) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
};

/** Finds international bank account numbers, by the length of their country and their check digits. */
export const findIbans: Finder = function* (text) {
  for (const { 0: begun, index: start } of text.matchAll(opening)) {
    const length = lengths.get(begun.slice(0, 2).toUpperCase());
    const read = length === undefined ? undefined : readAt(text, start, length);
    if (!read || !isChecked(read.number) || isPartOfMore(text, { start, end: read.end })) continue;
    yield { kind: "iban", start, end: read.end };
  }
};
