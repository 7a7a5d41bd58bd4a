import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { audioTranslationModel, audioTranslationPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { audio, audioSettings, recordingPrompt, subtitles } from "./recordingInputs";
import { exampleTranscription, showTranscription, transcriptionShape } from "./transcription";
import { translationDetail } from "./transcriptionInputs";

/** Lets a model write down in English what is said in a recording. */
export const translateAudio = serviceAction({
  label: "Translate Audio",
  description: "Turn a recording in any language into English text, with times and subtitles",
  directions: "Deploy Whisper first: no other model translates recordings.",
  inputs: {
    connection,
    model: audioTranslationModel,
    audio,
    prompt: recordingPrompt,
    detail: translationDetail,
    subtitles,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    audioSettings,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const settings = settingsOf(audioSettings, params.audioSettings);
    const wish = { ...params, ...settings, path: "/audio/translations" as const };
    const { hearRecording } = await import("../../tasks/audio/hearRecording");
    const heard = await hearRecording(wish, {
      client,
      model: params.model,
      purpose: audioTranslationPurpose,
    });
    return showTranscription(heard, { usage: client.usage.counter, prices: params.prices });
  },
  output: transcriptionShape,
  example: exampleTranscription,
});
