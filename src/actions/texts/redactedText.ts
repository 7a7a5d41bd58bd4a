import { described, listOf, number, type Of, objectOf, text } from "../../output/shape";
import { markWords, type ValueKind } from "../../text/redaction/find";
import type { MarkedValue } from "../../text/redaction/MarkRestorer";
import type { Redaction } from "../../text/redaction/Redaction";

const kinds = Object.keys(markWords) as ValueKind[];

const countsShape = objectOf({
  total: number("All of them"),
  email: number(),
  phone: number(),
  card: number(),
  iban: number(),
  ipAddress: number(),
  macAddress: number(),
  name: number(),
  pattern: number(),
});

/** Shape of the output: a text with marks, and what they stand for. */
export const redactedTextShape = objectOf({
  output_text: text("The text with marks such as [EMAIL_1]"),
  map: described(
    "Each mark with its kind and value, ready as the Map of Restore Text; one value has one mark",
    listOf(
      objectOf({
        mark: text("The mark, with its brackets"),
        kind: text<ValueKind>(`One of ${kinds.join(", ")}`),
        value: text("The value as it stood in the text"),
      }),
    ),
  ),
  counts: described("How many places of the text were masked, by kind", countsShape),
});

/** Masks a text, and makes the output. */
export const showRedactedText = (given: string, redaction: Redaction): Of<typeof redactedTextShape> => {
  redaction.avoid(given);
  const output_text = redaction.mask(given);
  const count = (kind: ValueKind): number => redaction.counts.get(kind) ?? 0;
  const counts = Object.fromEntries(kinds.map((kind) => [kind, count(kind)])) as Record<ValueKind, number>;
  const total = kinds.reduce((sum, kind) => sum + count(kind), 0);
  return { output_text, map: redaction.map(), counts: { total, ...counts } };
};

const map: MarkedValue[] = [
  { mark: "[NAME_1]", kind: "name", value: "Ada" },
  { mark: "[EMAIL_1]", kind: "email", value: "ada@example.com" },
];

/** Example of the output. */
export const exampleRedactedText: Of<typeof redactedTextShape> = {
  output_text: "[NAME_1]: [EMAIL_1]",
  map,
  counts: {
    total: 2,
    email: 1,
    phone: 0,
    card: 0,
    iban: 0,
    ipAddress: 0,
    macAddress: 0,
    name: 1,
    pattern: 0,
  },
};
