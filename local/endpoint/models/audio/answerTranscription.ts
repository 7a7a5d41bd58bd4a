import { type Answer, jsonAnswer } from "../../server/answer";
import type { RouteRequest } from "../../server/route";
import { countTokens } from "../chat/tokens";
import { translateWords } from "../chat/translate";
import { audioModelOf } from "./audioModel";
import { type HeardFile, hearFile } from "./hearFile";
import { refuseAudioSettings, refuseSound, refuseUpload } from "./refuseAudio";

type Sentence = HeardFile["sentences"][number];

/** What a second of sound is in tokens. */
const tokensPerSecond = 10;

/** The words of a sentence, with times by their lengths. */
const wordsOf = ({ text, start, end }: Sentence) => {
  const words = text.split(/\s+/);
  const step = (end - start) / Math.max(1, text.length);
  let at = 0;
  return words.map((word) => {
    const from = at;
    at += word.length + 1;
    // Words come without the signs around them.
    const bare = word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, "");
    const rounded = (place: number): number => Math.round((start + step * place) * 1000) / 1000;
    return { word: bare || word, start: rounded(from), end: rounded(from + word.length) };
  });
};

const segmentOf = ({ text, start, end }: Sentence, id: number) => ({
  ...{ id, seek: 0, start, end, text: ` ${text}`, tokens: [50364, 50464], temperature: 0 },
  ...{ avg_logprob: -0.2, compression_ratio: 1.1, no_speech_prob: 0.01 },
});

/** What is said behind a speaker's letter, as in "A: Hello."; whoever has none is A. */
const diarizedOf = ({ text, start, end }: Sentence, index: number) => {
  const [, speaker = "A", said = text] = /^([A-D]): (.+)$/s.exec(text) ?? [];
  return { type: "transcript.text.segment", id: `seg_${index}`, start, end, text: said, speaker };
};

const granularitiesOf = ({ form = [] }: RouteRequest): string[] =>
  form
    .filter(({ name }) => name === "timestamp_granularities[]")
    .map(({ bytes }) => bytes.toString("utf8", 0, 100));

const timeOf = (seconds: number, mark: string): string =>
  new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).replace(".", mark);

const subtitlesOf = (sentences: readonly Sentence[], format: string): string => {
  const mark = format === "srt" ? "," : ".";
  const cues = sentences.map(
    ({ text, start, end }, index) =>
      `${format === "srt" ? `${index + 1}\n` : ""}${timeOf(start, mark)} --> ${timeOf(end, mark)}\n${text}\n`,
  );
  return [...(format === "vtt" ? ["WEBVTT\n"] : []), ...cues].join("\n");
};

const verboseOf = (request: RouteRequest, heard: HeardFile, task: "transcribe" | "translate") => {
  const granularities = granularitiesOf(request);
  const { sentences, seconds } = heard;
  const text = sentences.map((sentence) => sentence.text).join(" ");
  return {
    task,
    language: "english",
    duration: seconds ?? sentences.at(-1)?.end ?? 0,
    text,
    ...(granularities.includes("word") && { words: sentences.flatMap(wordsOf) }),
    ...((granularities.length === 0 || granularities.includes("segment")) && {
      segments: sentences.map(segmentOf),
    }),
    ...(request.api === "openai" &&
      task === "transcribe" && {
        usage: { type: "duration", seconds: Math.ceil(seconds ?? 0) },
      }),
  };
};

/** What models other than Whisper used. */
const usageOf = async (text: string, { seconds = 1 }: HeardFile) => {
  const audio = Math.ceil(seconds * tokensPerSecond);
  const output = await countTokens(text);
  return {
    ...{ type: "tokens", input_tokens: audio, output_tokens: output, total_tokens: audio + output },
    input_token_details: { text_tokens: 0, audio_tokens: audio },
  };
};

/** POST audio/transcriptions and audio/translations: what is said in the file, in the format asked for. */
export const answerAudio = async (
  request: RouteRequest,
  task: "transcribe" | "translate",
): Promise<Answer> => {
  const model = audioModelOf(request.runs, request.api);
  const refused = refuseUpload(request, model) ?? refuseAudioSettings(request, model);
  if (refused) return refused;
  const file = request.form?.find(({ name }) => name === "file")?.bytes ?? Buffer.alloc(0);
  const found = hearFile(file);
  const refusedSound = refuseSound(found, request, model);
  if (refusedSound || !found) return refusedSound ?? jsonAnswer({}, 500);
  const sentences =
    task === "translate"
      ? found.sentences.map((sentence) => ({ ...sentence, text: translateWords(sentence.text, "English") }))
      : found.sentences;
  const heard = { ...found, sentences };
  const text = sentences.map((sentence) => sentence.text).join(" ");
  const { response_format: format = "json" } = request.body;
  if (format === "text") return { status: 200, body: `${text}\n` };
  if (format === "srt" || format === "vtt") return { status: 200, body: subtitlesOf(sentences, format) };
  if (format === "verbose_json") return jsonAnswer(verboseOf(request, heard, task));
  if (format === "diarized_json")
    return jsonAnswer({
      ...{ task, duration: found.seconds ?? 1, text, segments: sentences.map(diarizedOf) },
      usage: await usageOf(text, heard),
    });
  return jsonAnswer({ text, ...(model.translates ? {} : { usage: await usageOf(text, heard) }) });
};
