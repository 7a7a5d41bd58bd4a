import type { Api } from "../../server/address";

/** What a model that listens takes and gives. */
export interface AudioModel {
  /** As the service calls it in its refusals. */
  innerName: string;
  formats: readonly string[];
  /** What it answers with where nothing is asked for. */
  translates: boolean;
  tellsSpeakers: boolean;
  mostSeconds: number;
}

const texts = ["json", "text"];

/** What the model behind a deployment can do, which its deployment's name does not tell. */
export const audioModelOf = (runs: string, api: Api): AudioModel => {
  const isWhisper = runs.startsWith("whisper");
  const tellsSpeakers = runs.endsWith("-diarize");
  return {
    innerName: isWhisper ? runs : `${runs}-api-ev3`,
    formats: isWhisper
      ? [...texts, "srt", "verbose_json", "vtt"]
      : tellsSpeakers
        ? [...texts, "diarized_json"]
        : texts,
    translates: isWhisper,
    tellsSpeakers,
    mostSeconds: isWhisper ? Number.POSITIVE_INFINITY : api === "openai" ? 1400 : 1500,
  };
};
