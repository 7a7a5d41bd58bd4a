import { durationInWords } from "../../../../src/text/durationInWords";

/** A whole number as people write it. */
export const whole = (value: number): string => Math.round(value).toLocaleString("en");

/** A rate or a length with two digits, since more would change with each update. */
export const rough = (value: number): string => value.toLocaleString("en", { maximumSignificantDigits: 2 });

/** How long something took: `850 ms`, then as about how long it takes. */
export const took = (ms: number): string => (ms < 1_000 ? `${Math.round(ms)} ms` : durationInWords(ms));
