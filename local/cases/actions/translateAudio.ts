import { budget, fallbacks, prices, requestOptions } from "../groups";
import { recordingOf } from "../recordings";
import type { StepCase } from "../stepCase";

const audio = recordingOf("Hallo. Ihre Bestellung ist unterwegs.");

/** The English text of a recording, with segments and subtitles. */
export const translateAudio: StepCase = {
  required: { model: "whisper", audio },
  every: [
    {
      model: "whisper",
      audio,
      prompt: "Prismatic",
      detail: "segments",
      subtitles: "vtt",
      apiVersion: "preview",
      fallbackModels: ["gpt-transcribe"],
      fallbackConnection: fallbacks.fallbackConnection,
      audioSettings: { temperature: "0", fileName: "call.wav", extraParameters: '{"user": "customer-7"}' },
      prices,
      budget,
      requestOptions,
    },
  ],
};
