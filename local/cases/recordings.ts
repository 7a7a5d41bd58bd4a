import { sayInTones } from "../endpoint/models/audio/toneCode";
import { wavOf } from "../endpoint/models/audio/wavFile";

const sampleRate = 8_000;

/** A recording in which a text is said, as a data URL that a builder may enter. */
export const recordingOf = (text: string): string =>
  `data:audio/wav;base64,${wavOf(sayInTones(text, sampleRate), sampleRate).toString("base64")}`;
