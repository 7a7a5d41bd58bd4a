import { type AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import { withExtras } from "../../inputs/extraParameters";
import { formFields } from "../../text/formFields";
import type { JsonObject } from "../../text/isObject";

/** What comes out of a recording. */
export type TranscriptDetail = "text" | "segments" | "words" | "speakers";

/** What is wanted of a recording. */
export interface TranscriptionWish {
  /** The path of the operation. */
  path: "/audio/transcriptions" | "/audio/translations";
  detail: TranscriptDetail;
  language?: string | undefined;
  prompt?: string | undefined;
  temperature?: number | undefined;
  keywords?: readonly string[] | undefined;
  /** True lets the service divide the recording by voice activity. */
  chunking?: boolean | undefined;
  /** Speakers that the model knows by their voices: names, and samples as data URLs. */
  knownSpeakers: ReadonlyArray<{ name: string; sample: string }>;
  extraParameters?: JsonObject | undefined;
}

/** The part of a request that depends on what the model can do. */
interface Ability {
  format: "json" | "verbose_json" | "diarized_json";
  granularities: readonly string[];
  chunking: boolean;
}

const formats = {
  text: "json",
  segments: "verbose_json",
  words: "verbose_json",
  speakers: "diarized_json",
} as const;

/** What is missing where a model gives the text alone. */
const missing = {
  verbose_json: "times and segments: the model gives the text alone",
  diarized_json: "speakers and times: the model does not tell speakers apart",
};

const wantedOf = ({ path, detail, chunking }: TranscriptionWish): Ability => ({
  format: formats[detail],
  granularities: detail === "words" && path === "/audio/transcriptions" ? ["word", "segment"] : [],
  // Models that tell speakers apart ask for it from 30 s on.
  chunking: chunking === true || detail === "speakers",
});

/** True for a refusal of a field, by its parameter or its sentence. */
const isAbout = ({ param = "", sentence = "" }: AzureOpenAIError, field: string): boolean =>
  param.startsWith(field) || sentence.includes(field);

/**
 * The requests of a step for its recording. What a model refuses of them is left out of the next ones: its name says
 * nothing about what it can do.
 */
export class TranscriptionRequest {
  private ability: Ability;
  private readonly lacking = new Set<string>();

  constructor(private readonly wish: TranscriptionWish) {
    this.ability = wantedOf(wish);
  }

  /** What the next request asks for, to be kept beside it for what is learned from its refusal. */
  get current(): Ability {
    return this.ability;
  }

  /** What the answers lack, a sentence for each. */
  get lacks(): string[] {
    return [...this.lacking];
  }

  /** The fields of the form, apart from model and file. */
  fields(): Array<readonly [name: string, value: string]> {
    const { language, prompt, temperature, keywords, knownSpeakers, extraParameters } = this.wish;
    const { format, granularities, chunking } = this.ability;
    const fields = {
      language,
      prompt,
      response_format: format,
      temperature,
      keywords,
      chunking_strategy: chunking ? "auto" : undefined,
      known_speaker_names: knownSpeakers.map(({ name }) => name),
      known_speaker_references: knownSpeakers.map(({ sample }) => sample),
      timestamp_granularities: granularities,
    };
    return formFields(withExtras(fields, extraParameters));
  }

  /** Learns from a refusal; true where another request, without what was refused, may be answered. */
  learn(error: unknown, sent: Ability): boolean {
    if (!isAzureOpenAIError(error) || (error.status !== 400 && error.status !== 422)) return false;
    const { format } = sent;
    if (sent.granularities.length > 0 && isAbout(error, "timestamp_granularities")) {
      this.lacking.add("The answer lacks the times of words: the model does not give them.");
      this.ability = { ...this.ability, granularities: [] };
    } else if (format !== "json" && isAbout(error, "response_format")) {
      this.lacking.add(`The answer lacks ${missing[format]}.`);
      this.ability = { ...this.ability, format: "json", granularities: [] };
    } else if (!sent.chunking && isAbout(error, "chunking_strategy"))
      this.ability = { ...this.ability, chunking: true };
    else return false;
    return true;
  }
}
