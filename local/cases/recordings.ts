import { recordingOf } from "../endpoint";

/** A recording in which a text is said, as a data URL that a builder may enter. */
export const recordingUrl = (text: string): string =>
  `data:audio/wav;base64,${recordingOf(text).toString("base64")}`;
