import { anything, described, listOf, type Of, objectOf, text } from "../../output/shape";
import { mapStrings } from "../../text/mapStrings";
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

/** Makes the output of a text or JSON. */
export const showRestoredText = (given: unknown, restorer: MarkRestorer): Of<typeof restoredTextShape> => {
  const restored = mapStrings(given, (text) => {
    restorer.noteDamage(text);
    return restorer.restore(text);
  });
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
