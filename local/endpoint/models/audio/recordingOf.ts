import { sayInTones } from "./toneCode";
import { wavOf } from "./wavFile";

/** Little is sent, and the tones are still heard. */
const sampleRate = 8_000;

/** A WAV file in which a text is said, as the endpoint hears it. */
export const recordingOf = (text: string): Buffer => wavOf(sayInTones(text, sampleRate), sampleRate);
