import type { Client } from "../../client/createClient";
import type { ModelPurpose } from "../../client/endpoint/modelChoice";
import { cuesOf } from "../../text/audio/cues";
import { doubtsOf, isSuspect } from "../../text/audio/doubts";
import { languageCode } from "../../text/audio/languageCode";
import { type SubtitleFormat, writeSubtitles } from "../../text/audio/subtitles";
import type { Transcript, TranscriptSegment } from "../../text/audio/transcript";
import { readAt, refuseInput } from "../../text/InputError";
import { readRecording } from "./recording";
import type { TranscriptDetail, TranscriptionWish } from "./TranscriptionRequest";
import { type TranscribedRecording, transcribeRecording } from "./transcribeRecording";

/** A recording as a step gives it. */
interface Given {
  bytes: Buffer;
  name: string | undefined;
}

/** A recording, and what is wanted of it. */
interface HeardWish extends Omit<TranscriptionWish, "knownSpeakers" | "detail"> {
  detail?: TranscriptDetail | undefined;
  audio: Given;
  fileName?: string | undefined;
  subtitles?: SubtitleFormat | "none" | undefined;
  knownSpeakers?: ReadonlyArray<{ name: string; audio: Given }>;
}

/** What was heard in a recording, as outputs show it. */
export interface HeardRecording {
  fileName: string;
  transcribed: TranscribedRecording;
  shown: {
    output_text: string;
    segments: Array<{
      start: number | null;
      end: number | null;
      text: string;
      speaker: string | null;
      suspect: boolean;
    }> | null;
    words: Transcript["words"];
    speakers: Array<{ name: string; seconds: number }> | null;
    language: string | null;
    durationSeconds: number | null;
    subtitles: { data: Buffer; contentType: string; fileName: string } | null;
  };
}

/** How long samples of known speakers may be (the services' reference), and how many there may be. */
const sampleSeconds = { least: 2, most: 10 };
const mostSpeakers = 4;

const speakersLabel = "Known Speakers";

const sampleOf = ({ bytes, name }: Given): string => {
  const { format, seconds } = readRecording(speakersLabel, bytes, name);
  if (seconds !== undefined && (seconds < sampleSeconds.least || seconds > sampleSeconds.most))
    refuseInput(
      speakersLabel,
      `it lasts ${seconds.toFixed(1)} s.`,
      `Give a recording of ${sampleSeconds.least} to ${sampleSeconds.most} seconds.`,
    );
  return `data:${format.contentType};base64,${bytes.toString("base64")}`;
};

const samplesOf = (speakers: HeardWish["knownSpeakers"] = []): TranscriptionWish["knownSpeakers"] => {
  if (speakers.length > mostSpeakers)
    refuseInput(speakersLabel, `there are ${speakers.length}.`, `Give ${mostSpeakers} at most.`);
  return speakers.map(({ name, audio }) => ({ name, sample: readAt(name, () => sampleOf(audio)) }));
};

const shownSegment = (segment: TranscriptSegment) => {
  const { start, end, text, speaker = null } = segment;
  return { start, end, text, speaker, suspect: isSuspect(segment) };
};

/** Who speaks, in the order of their first words, and for how long. */
const speakersIn = ({ segments }: Transcript): HeardRecording["shown"]["speakers"] => {
  const seconds = new Map<string, number>();
  for (const { speaker, start, end } of segments ?? []) {
    const spoken = start === null || end === null ? 0 : Math.max(0, end - start);
    if (speaker !== undefined) seconds.set(speaker, (seconds.get(speaker) ?? 0) + spoken);
  }
  const speakers = [...seconds].map(([name, sum]) => ({ name, seconds: Math.round(sum * 1000) / 1000 }));
  return speakers.length > 0 ? speakers : null;
};

const subtitleTypes = { srt: "application/x-subrip", vtt: "text/vtt" };

const subtitlesOf = (
  transcript: Transcript,
  format: HeardWish["subtitles"],
  fileName: string,
): HeardRecording["shown"]["subtitles"] => {
  const cues = format === undefined || format === "none" ? undefined : cuesOf(transcript);
  if (!cues || format === undefined || format === "none") return null;
  return {
    data: Buffer.from(writeSubtitles(cues, format)),
    contentType: subtitleTypes[format],
    fileName: `${fileName.replace(/\.[^.]{0,20}$/, "")}.${format}`,
  };
};

const wishOf = ({
  audio: _audio,
  fileName: _name,
  subtitles,
  detail = "text",
  ...wish
}: HeardWish): TranscriptionWish => {
  const needsTimes = subtitles !== undefined && subtitles !== "none";
  return {
    ...wish,
    // Subtitles need times, which come with segments.
    detail: needsTimes && detail === "text" ? "segments" : detail,
    knownSpeakers: samplesOf(wish.knownSpeakers),
  };
};

/**
 * Hears a recording: its text with what else is wanted, and what is doubtful about it as warnings.
 * @throws InputError for what is no recording; what `transcribeRecording` throws.
 */
export const hearRecording = async (
  wish: HeardWish,
  calls: { client: Client; model: string | undefined; purpose: ModelPurpose },
): Promise<HeardRecording> => {
  const { warnings } = calls.client;
  const { bytes, name } = wish.audio;
  const recording = readRecording("Audio", bytes, wish.fileName ?? name);
  const fileName = wish.fileName ?? name ?? `audio.${recording.format.extension}`;
  const transcribed = await transcribeRecording(recording, wishOf(wish), calls);
  const { transcript } = transcribed;
  // Of a cut recording, the last pieces may have no answer.
  const heardSeconds = transcribed.pieceCount > 1 ? undefined : transcript.durationSeconds;
  const durationSeconds = heardSeconds ?? recording.seconds ?? transcript.durationSeconds;
  const subtitles = subtitlesOf(transcript, wish.subtitles, fileName);
  for (const doubt of doubtsOf(transcript, { prompt: wish.prompt, durationSeconds })) warnings.add(doubt);
  if (recording.isFragmented)
    warnings.add(
      "The recording is an MP4 in fragments, as browsers make it: services may hear its beginning alone.",
    );
  if (!subtitles && wish.subtitles !== undefined && wish.subtitles !== "none")
    warnings.add("There are no subtitles: the answer has no times to make them from.");
  return {
    fileName,
    transcribed,
    shown: {
      output_text: transcript.text,
      segments: transcript.segments?.map(shownSegment) ?? null,
      words: transcript.words,
      speakers: speakersIn(transcript),
      language: languageCode(transcript.language),
      durationSeconds,
      subtitles,
    },
  };
};
