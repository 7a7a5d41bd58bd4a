import { anything, described, listOf, type Of, objectOf, text } from "../../output/shape";
import { isObject } from "../../text/isObject";
import { jsonText } from "../../text/plainValue";
import type { MarkRestorer } from "../../text/redaction/MarkRestorer";

/** Shape of the output: a text or JSON with its values. */
export const restoredTextShape = objectOf({
  output_text: text("The text with its values; for an object or a list, its JSON"),
  restored: anything("The same in the form that was given: text, object or list"),
  damaged: described(
    "Texts that look like marks and are none of the map, which were left as they are",
    listOf(text()),
  ),
});

/** The value with its texts, and the names in it, restored. Files and dates stay. */
const restoredValue = (value: unknown, restorer: MarkRestorer): unknown => {
  if (typeof value === "string") {
    restorer.noteDamage(value);
    return restorer.restore(value);
  }
  if (Array.isArray(value)) return value.map((entry) => restoredValue(entry, restorer));
  if (!isObject(value) || ArrayBuffer.isView(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [restorer.restore(name), restoredValue(entry, restorer)]),
  );
};

/** Makes the output of a text or JSON. */
export const showRestoredText = (given: unknown, restorer: MarkRestorer): Of<typeof restoredTextShape> => {
  const restored = restoredValue(given, restorer);
  return {
    output_text: typeof restored === "string" ? restored : jsonText(restored),
    restored,
    damaged: restorer.damaged(),
  };
};

/** Example of the output. */
export const exampleRestoredText: Of<typeof restoredTextShape> = {
  output_text: "Write to ada@example.com.",
  restored: "Write to ada@example.com.",
  damaged: [],
};
