import type { SpeechCreateParams } from "openai/resources/audio/speech";
import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { withExtras } from "../../inputs/extraParameters";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { speechModel, speechPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { exampleSpeech, showSpeech, speechShape } from "./speech";
import { defaultVoice, outputFormat, speechSettings, speechText, voice } from "./speechInputs";

/** The field of a speech request for each of these inputs. */
const speechFields = {
  outputFormat: "response_format",
  instructions: "instructions",
  speed: "speed",
} as const satisfies Record<string, keyof SpeechCreateParams>;

/** The voice as requests name it: one of the customer's own by its id. */
const voiceField = (name = defaultVoice): SpeechCreateParams["voice"] =>
  /^voice_/.test(name) ? { id: name } : name;

/** Speaks a text. */
export const createSpeech = serviceAction({
  label: "Create Speech",
  description: "Speak a text of any length, and give the sound as a file",
  directions: "Deploy a model that speaks, such as gpt-4o-mini-tts, first.",
  important: true,
  inputs: {
    connection,
    model: speechModel,
    text: speechText,
    voice,
    outputFormat,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    speechSettings,
    bulkOptions,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { extraParameters, ...settings } = settingsOf(speechSettings, params.speechSettings);
    const fields = requestFields({ ...params, ...settings }, speechFields);
    const { speakText } = await import("../../tasks/audio/speakText");
    const speech = await speakText({
      client,
      model: params.model,
      purpose: speechPurpose,
      ...runBounds(params.bulkOptions),
      text: params.text,
      settings: withExtras({ voice: voiceField(params.voice), ...fields }, extraParameters),
    });
    return showSpeech(speech);
  },
  output: speechShape,
  example: exampleSpeech,
});
