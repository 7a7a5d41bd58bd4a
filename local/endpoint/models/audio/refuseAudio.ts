import { type Answer, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import { refuseAbsent, refuseField, refuseForm } from "../../server/refusals";
import type { RouteRequest } from "../../server/route";
import type { AudioModel } from "./audioModel";
import type { HeardFile } from "./hearFile";

const mostBytes = 26_214_400;
const leastSeconds = 0.1;
/** From this length on, models that tell speakers apart want to know how to divide the recording. */
const undividedSeconds = 30;

const extensions = ["flac", "m4a", "mp3", "mp4", "mpeg", "mpga", "oga", "ogg", "wav", "webm"];
const supported = `Supported formats: [${extensions.map((name) => `'${name}'`).join(", ")}]`;

const refuse = (
  message: string,
  param: string | null = null,
  code: string | null = null,
  status = 400,
): Answer => jsonAnswer(standardError({ message, param, code }), status);

/** The refusal of a form for its size, its file's name and its format; undefined for one that is heard. */
export const refuseUpload = ({ form, body }: RouteRequest, model: AudioModel): Answer | undefined => {
  if (form === undefined) return refuseForm();
  const file = form.find(({ name, fileName }) => name === "file" && fileName !== undefined);
  if (file === undefined) return refuseAbsent("file");
  const bytes = form.reduce((sum, part) => sum + part.bytes.length + part.name.length, 0);
  if (bytes > mostBytes) {
    const message = `Maximum content size limit (${mostBytes}) exceeded (${bytes} bytes read)`;
    return jsonAnswer(standardError({ message, type: "server_error" }), 413);
  }
  const extension = /\.([^.]+)$/.exec(file.fileName ?? "")?.[1];
  if (extension === undefined) return refuse(`Unrecognized file format. ${supported}`);
  if (!extensions.includes(extension)) return refuse(`Unsupported file format ${extension}`, "file");
  const { response_format: format = "json" } = body;
  if (model.formats.includes(String(format))) return undefined;
  return refuse(
    `response_format '${format}' is not compatible with model '${model.innerName}'. Use 'json' or 'text' instead.`,
    "response_format",
    "unsupported_value",
  );
};

const languageCode = /^[a-z]{2,3}$/;

/** The refusal of settings that the model does not take; undefined for those that it takes. */
export const refuseAudioSettings = (
  { form = [], body }: RouteRequest,
  { tellsSpeakers }: AudioModel,
): Answer | undefined => {
  const { language, temperature, prompt, response_format: format } = body;
  if (language !== undefined && !languageCode.test(String(language)))
    return refuseField(
      "language",
      `Invalid language '${language}'. Language parameter must be specified in ISO-639-1 format.`,
      "invalid_language_format",
    );
  if (temperature !== undefined && !(Number(temperature) >= 0 && Number(temperature) <= 1))
    return refuseField("temperature", "Invalid 'temperature': expected a value from 0 to 1.");
  const granularities = form.filter(({ name }) => name === "timestamp_granularities[]");
  if (granularities.length > 0 && format !== "verbose_json")
    return refuse("`timestamp_granularities[]` not supported by this model", "timestamp_granularities");
  if (tellsSpeakers && prompt !== undefined)
    return refuse("Prompt is not supported for diarization models", "prompt", "unsupported_value");
  return undefined;
};

/** The refusal of a recording that was read; undefined for one that is transcribed. */
export const refuseSound = (
  heard: HeardFile | undefined,
  { body }: RouteRequest,
  { mostSeconds, tellsSpeakers }: AudioModel,
): Answer | undefined => {
  if (!heard) return refuse(`Invalid file format. ${supported}`);
  const { seconds = 1 } = heard;
  if (seconds < leastSeconds) {
    const message = `Audio file is too short. Minimum audio length is ${leastSeconds} seconds.`;
    return refuse(message, "file", "audio_too_short");
  }
  if (seconds > mostSeconds)
    return refuse(
      `audio duration ${seconds} seconds is longer than ${mostSeconds} seconds which is the maximum for this model`,
      null,
      "invalid_value",
    );
  return tellsSpeakers && seconds > undividedSeconds && body["chunking_strategy"] === undefined
    ? refuse("chunking_strategy is required for diarization models", "chunking_strategy")
    : undefined;
};
