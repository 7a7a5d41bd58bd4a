import { fallbackShape } from "../../output/fallback";
import { anything, described, number, type Of, objectOf, optionally, orNull, text } from "../../output/shape";
import { usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import type { Speech } from "../../tasks/audio/speakText";
import { speechFormats } from "../../text/audio/speechFormat";

/** Shape of the output: the sound as a file. */
export const speechShape = objectOf({
  audio: described(
    "The file, for a step that takes one",
    objectOf({
      data: anything<Buffer>("The bytes"),
      contentType: text("What the bytes show, such as audio/mpeg"),
      fileName: text("Such as speech.mp3"),
    }),
  ),
  durationSeconds: orNull(number("Null where unknown")),
  characters: number("Those that were spoken"),
  parts: number("Requests"),
  ...usageProperties,
  ...warningsProperty,
  fallback: optionally(fallbackShape),
});

type SpeechOutput = Of<typeof speechShape>;

/** Makes the output. The services say nothing of the tokens that speech used. */
export const showSpeech = (speech: Speech): SpeechOutput => {
  const { data, format, seconds, characters, parts, fallback } = speech;
  const { contentType, extension } = speechFormats[format];
  return {
    audio: { data, contentType, fileName: `speech.${extension}` },
    durationSeconds: seconds ?? null,
    ...{ characters, parts, tokens: null, cost: null, warnings: [] },
    ...(fallback && { fallback }),
  };
};

/** Example of the output. */
export const exampleSpeech: SpeechOutput = showSpeech({
  ...{ data: Buffer.from("//OExAAA", "base64"), format: "mp3", seconds: 2.592 },
  ...{ characters: 39, parts: 1, fallback: undefined },
});
