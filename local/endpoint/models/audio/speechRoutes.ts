import { knownAbility } from "../../catalogue/catalogueModels";
import type { Api } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { contentFilterError, standardError } from "../../server/errorShapes";
import type { Route, RouteRequest } from "../../server/route";
import { refusedPrompt } from "../chat/contentFilter";
import { encodeSpeech, type SpeechFormat, speechFormats } from "./encodeSpeech";

const mostCharacters = 4096;
const slowest = 0.25;
const fastest = 4;

const azureVoices = ["alloy", "echo", "fable", "onyx", "nova", "shimmer"];
const voicesOf = (api: Api): string[] => [
  ...azureVoices,
  ...["ash", "ballad", "coral", "sage", "verse"],
  ...(api === "openai" ? ["marin", "cedar"] : []),
];

/** Speech from a text. */
export const speechRoutes = (): Route[] => [
  {
    method: "POST",
    path: "/audio/speech",
    model: { isInDeployment: true, isForBatches: false, dataAction: "deployments/audio/action" },
    answer: answerSpeech,
  },
];

const answerSpeech = ({ api, body, model, runs }: RouteRequest): Answer => {
  const ability = knownAbility(runs);
  if (ability !== undefined && ability !== "other") return refuseModel(api, model);
  const refusal = refuseFields(api, body);
  if (refusal !== undefined) return refuse(refusal);
  const { input, response_format: format = "mp3", speed = 1 } = body;
  if (refusedPrompt(String(input))) return jsonAnswer(contentFilterError("D"), 400);
  return { status: 200, body: encodeSpeech(String(input), format as SpeechFormat, Number(speed)) };
};

const refuseModel = (api: Api, model: string): Answer => {
  const message = `The audio operation does not work with the specified model, ${model}. Please choose different model and try again.`;
  return api === "openai"
    ? jsonAnswer(standardError({ message: `Invalid value: '${model}'.`, param: "model" }), 400)
    : jsonAnswer({ error: { code: "OperationNotSupported", message } }, 400);
};

/** The first thing that is wrong with the fields, as the service's validator prints it. */
const refuseFields = (api: Api, body: Record<string, unknown>): string | undefined => {
  const { input, voice, instructions, response_format: format, speed } = body;
  if (typeof input !== "string") return printed("missing", "input", "Field required");
  const long = refuseLength("input", input) ?? refuseLength("instructions", instructions);
  if (long !== undefined) return long;
  if (input.trim() === "")
    return printed("string_too_short", "input", "String should have at least 1 character");
  const isCustom = typeof voice === "object" && voice !== null && "id" in voice;
  if (!isCustom && !voicesOf(api).includes(String(voice))) return refuseChoice("voice", voicesOf(api), voice);
  if (format !== undefined && !speechFormats.some((known) => known === format))
    return refuseChoice("response_format", speechFormats, format);
  return refuseSpeed(speed);
};

const refuseLength = (field: string, text: unknown): string | undefined => {
  if (typeof text !== "string" || [...text].length <= mostCharacters) return undefined;
  return printed("string_too_long", field, `String should have at most ${mostCharacters} characters`, text);
};

const refuseChoice = (field: string, choices: readonly string[], given: unknown): string => {
  const words = choices.map((choice) => `'${choice}'`);
  const expected = `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
  return `[{'type': 'enum', 'loc': ('body', '${field}'), 'msg': "Input should be ${expected}", 'input': '${String(given)}', 'ctx': {'expected': "${expected}"}}]`;
};

const refuseSpeed = (speed: unknown): string | undefined => {
  if (speed === undefined) return undefined;
  if (typeof speed !== "number") return printed("float_type", "speed", "Input should be a valid number");
  if (speed < slowest)
    return printed("greater_than_equal", "speed", `Input should be greater than or equal to ${slowest}`);
  return speed > fastest
    ? printed("less_than_equal", "speed", `Input should be less than or equal to ${fastest}`)
    : undefined;
};

const printed = (type: string, field: string, sentence: string, input?: string): string => {
  const given = input === undefined ? "" : `, 'input': '${input}'`;
  return `[{'type': '${type}', 'loc': ('body', '${field}'), 'msg': '${sentence}'${given}}]`;
};

/** The refusal stands in the message as Python prints it, and no field is named beside it. */
const refuse = (message: string): Answer => jsonAnswer(standardError({ message }), 400);
