import { budget, fallbacks, prices, requestOptions } from "../groups";
import { recordingUrl } from "../recordings";
import type { StepCase } from "../stepCase";

const audio = recordingUrl("Hallo. Ihre Bestellung ist unterwegs.");

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
      audioSettings: {
        temperature: "0",
        fileName: "call.wav",
        extraParameters: '{"response_format": "verbose_json"}',
      },
      prices,
      budget,
      requestOptions,
    },
  ],
};
