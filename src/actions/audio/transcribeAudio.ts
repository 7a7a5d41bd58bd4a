import { apiVersion } from "../../inputs/apiVersion";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { transcriptionModel, transcriptionPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { audio, audioSettings, recordingPrompt, subtitles } from "./recordingInputs";
import { speakersIn } from "./speakers";
import { exampleTranscription, showTranscription, transcriptionShape } from "./transcription";
import { recognition, spokenLanguage, transcriptDetail } from "./transcriptionInputs";

/** Lets a model write down what is said in a recording. */
export const transcribeAudio = serviceAction({
  label: "Transcribe Audio",
  description: "Turn a recording of any length into text, with times, speakers and subtitles",
  directions: "Deploy a model that transcribes first, such as gpt-transcribe or Whisper.",
  important: true,
  inputs: {
    connection,
    model: transcriptionModel,
    audio,
    language: spokenLanguage,
    prompt: recordingPrompt,
    detail: transcriptDetail,
    subtitles,
    apiVersion,
    fallbackModels,
    fallbackConnection,
    audioSettings,
    recognition,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { keywords, chunking, knownSpeakers } = settingsOf(recognition, params.recognition);
    const wish = {
      ...params,
      ...settingsOf(audioSettings, params.audioSettings),
      ...{ keywords, chunking, path: "/audio/transcriptions" as const },
      knownSpeakers: speakersIn(params, knownSpeakers),
    };
    const { hearRecording } = await import("../../tasks/audio/hearRecording");
    const heard = await hearRecording(wish, { client, model: params.model, purpose: transcriptionPurpose });
    const { counter } = client.usage;
    return showTranscription(heard, { usage: counter, prices: params.prices });
  },
  output: transcriptionShape,
  example: exampleTranscription,
});
