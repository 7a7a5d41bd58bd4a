import { budget, fallbacks, prices, requestOptions } from "../groups";
import { recordingUrl } from "../recordings";
import type { StepCase } from "../stepCase";

const audio = recordingUrl("Hello. Your order is on its way.");

/** The text of a recording, with words and subtitles, and with speakers. */
export const transcribeAudio: StepCase = {
  required: { model: "gpt-transcribe", audio },
  every: [
    {
      model: "whisper",
      audio,
      language: "en",
      prompt: "Prismatic",
      detail: "words",
      subtitles: "srt",
      apiVersion: "preview",
      fallbackModels: ["gpt-transcribe"],
      fallbackConnection: fallbacks.fallbackConnection,
      audioSettings: {
        temperature: "0",
        fileName: "call.wav",
        extraParameters: '{"include": ["logprobs"]}',
      },
      recognition: { keywords: ["order"] },
      prices,
      budget,
      requestOptions,
    },
    {
      model: "my-speakers",
      audio: recordingUrl("A: Hello. B: Your order is on its way."),
      detail: "speakers",
      recognition: {
        knownSpeakers: [
          { key: "agent", value: recordingUrl("This is how the agent speaks. It takes three seconds.") },
        ],
        chunking: "true",
      },
    },
  ],
};
