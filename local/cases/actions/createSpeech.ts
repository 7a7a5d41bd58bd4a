import { budget, bulkOptions, fallbacks, prices, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const text = "Good morning. The ferry leaves at nine.";

/** Sound of formats and voices. */
export const createSpeech: StepCase = {
  required: { model: "gpt-4o-mini-tts", text },
  every: [
    { model: "gpt-4o-mini-tts", text, voice: "coral", outputFormat: "wav" },
    {
      model: "gpt-4o-mini-tts",
      text: "The ferry leaves at nine, and again at noon. ".repeat(60),
      voice: "nova",
      outputFormat: "mp3",
      apiVersion: "preview",
      fallbackModels: ["my-other-voice"],
      fallbackConnection: fallbacks.fallbackConnection,
      speechSettings: {
        instructions: "Speak slowly and warmly.",
        speed: "0.9",
        extraParameters: '{"stream_format": "audio"}',
      },
      bulkOptions,
      prices,
      budget,
      requestOptions,
    },
  ],
};
