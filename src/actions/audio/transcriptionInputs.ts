import { input, structuredObjectInput } from "@prismatic-io/spectral";
import { cleanName, refuse } from "../../inputs/cleaners";
import { choiceInput, flagInput, listInput, pairsInput } from "../../inputs/kinds";

const languageForm = /^([a-z]{2,3})([-_][a-z\d]{1,8}){0,3}$/i;

/** Input for the language of the recording. Services take the base of a code alone. */
export const spokenLanguage = input({
  label: "Language",
  type: "string",
  required: false,
  comments: "The code of what is spoken, not wanted. Empty lets the model find it.",
  placeholder: "Enter a code",
  example: "en",
  clean: (value: unknown): string | undefined => {
    const code = cleanName("Language")(value);
    if (code === undefined) return undefined;
    return (
      languageForm.exec(code)?.[1]?.toLowerCase() ??
      refuse("Language", value, "Enter a code of two letters, such as en or de.")
    );
  },
});

/** Input for what comes out of a recording. */
export const transcriptDetail = choiceInput({
  label: "Detail",
  default: "text",
  comments: "What comes out, where the model gives it.",
  placeholder: "Choose the detail",
  example: "segments",
  choices: {
    text: "Text",
    segments: "Segments",
    words: "Words and Segments",
    speakers: "Speakers",
  },
});

/** Input for what comes out of a recording that is translated: words and speakers have no times there. */
export const translationDetail = choiceInput({
  label: "Detail",
  default: "text",
  comments: "What comes out, where the model gives it.",
  placeholder: "Choose the detail",
  example: "segments",
  choices: { text: "Text", segments: "Segments" },
});

/** Group of what helps to tell words and speakers. */
export const recognition = structuredObjectInput({
  label: "Recognition",
  comments: "For some models.",
  inputs: {
    keywords: listInput({
      label: "Keywords",
      comments: "Words, for gpt-transcribe.",
      placeholder: "Enter a word",
      example: "Prismatic",
      most: 1000,
    }),
    knownSpeakers: pairsInput({
      label: "Known Speakers",
      keyLabel: "Name",
      comments: "For Speakers: up to 4, with recordings of 2 to 10 s.",
      placeholder: "Reference a recording",
      example: "agent",
    }),
    chunking: flagInput({
      label: "Chunking",
      comments: "When true, the service divides it at pauses.",
    }),
  },
});
