import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { choices } from "../../inputs/choices";
import { cleanName, cleanRequiredText, cleanText } from "../../inputs/cleaners";
import { extraParameters } from "../../inputs/extraParameters";
import { choiceInput, numberInput } from "../../inputs/kinds";
import type { SpeechFormat } from "../../text/audio/speechFormat";
import { refuseInput } from "../../text/InputError";

/** Input for the text to speak. */
export const speechText = input({
  label: "Text",
  type: "text",
  required: true,
  comments: "The text to speak, of an hour at most.",
  placeholder: "Enter or reference a text",
  example: "Good morning. The ferry leaves at nine.",
  clean: cleanRequiredText("Text", "Enter the text to speak."),
});

/** Voices by the services' names (service references); Azure's lists the first six. */
const voices = [
  ...["alloy", "echo", "fable", "nova", "onyx", "shimmer"],
  ...["ash", "ballad", "cedar", "coral", "marin", "sage", "verse"],
];

/** The voice where none is entered. */
export const defaultVoice = "alloy";

/** Input for the voice. */
export const voice = input({
  label: "Voice",
  type: "string",
  required: false,
  default: defaultVoice,
  model: choices(voices),
  comments: "A reference may give another name, or the id of a custom voice, such as voice_1234.",
  placeholder: "Choose a voice",
  example: "coral",
  clean: (value: unknown): string | undefined => {
    const name = cleanName("Voice")(value);
    return voices.find((known) => known === name?.toLowerCase()) ?? name;
  },
});

/** Input for the format of the file. */
export const outputFormat = choiceInput<SpeechFormat>({
  label: "Output Format",
  default: "mp3",
  comments: "A long text needs MP3, WAV or PCM, which is 24 kHz, 16 bits.",
  placeholder: "Choose a format",
  example: "wav",
  choices: { mp3: "MP3", wav: "WAV", opus: "Opus", aac: "AAC", flac: "FLAC", pcm: "PCM" },
});

/** Longest instructions (service reference). */
const mostInstructions = 4096;

const cleanInstructions = (value: unknown): string | undefined => {
  const label = "Instructions";
  const text = cleanText(label)(value);
  if (text === undefined || text.length <= mostInstructions) return text;
  return refuseInput(label, `it has ${text.length} characters.`, `Enter ${mostInstructions} at most.`);
};

/** Group of settings for the manner of speaking. */
export const speechSettings = structuredObjectInput({
  label: "Speech Settings",
  comments: "How the voice speaks.",
  inputs: {
    instructions: input({
      label: "Instructions",
      type: "text",
      required: false,
      comments: "How to speak. Models named tts don't follow it.",
      placeholder: "Enter instructions",
      example: "Speak slowly and warmly.",
      clean: cleanInstructions,
    }),
    speed: numberInput({
      label: "Speed",
      comments: "How fast to speak, from 0.25 to 4.",
      example: "1.25",
      range: { min: 0.25, max: 4 },
    }),
    extraParameters,
  },
});
