import { textInTones } from "../../../local/endpoint/models/audio/toneCode";
import { readWav } from "../../../local/endpoint/models/audio/wavFile";
import { run } from "../../support/connector";
import type { connectionTo } from "../support";

/** The output of the action, as far as the tests look at it. */
interface SpeechOutput {
  audio: { data: Buffer; contentType: string; fileName: string };
  durationSeconds: number | null;
  characters: number;
  parts: number;
  tokens: unknown;
  cost: unknown;
  warnings: string[];
  fallback?: { answeredBy: { deployment: string } };
  usageRecord: { calls: number; models: string[] };
}

/** Runs the action with a short text unless the params have another. */
export const speak = async (
  connection: ReturnType<typeof connectionTo>,
  params: Record<string, unknown> = {},
  context: Record<string, unknown> = {},
): Promise<SpeechOutput> =>
  (
    await run(
      "createSpeech",
      { connection, model: "my-voice", text: "Good morning. The ferry leaves at nine.", ...params },
      context,
    )
  ).data as SpeechOutput;

/** A text of so many sentences, each with its number. */
export const sentences = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `Sentence ${index + 1} tells of the sea and of its ships.`,
  ).join(" ");

/** What a WAV file says in tones. */
export const heardIn = (file: Buffer): string => {
  const sound = readWav(file);
  return sound ? textInTones(sound.samples, sound.sampleRate) : "no WAV file";
};
