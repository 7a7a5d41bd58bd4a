import { structuredObjectInput } from "@prismatic-io/spectral";
import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { extraParameters, withExtras } from "./extraParameters";
import { choiceInput, flagInput, listInput, numberInput } from "./kinds";
import { requestFields } from "./requestFields";
import { type SettingsOf, settingsOf } from "./settingsOf";

/** Input for the temperature: how freely the model chooses its words. */
export const temperature = numberInput({
  label: "Temperature",
  comments:
    "From 0 to 2: lower makes answers more focused, higher more random. Empty leaves it to the model.",
  placeholder: "Enter a number from 0 to 2",
  example: "0.2",
  range: { min: 0, max: 2 },
});

/** Input for nucleus sampling: the share of likely words that the model chooses from. */
export const topP = numberInput({
  label: "top_p",
  comments:
    "From 0 to 1: only the likeliest tokens of this share are considered. An alternative to Temperature.",
  placeholder: "Enter a number from 0 to 1",
  example: "0.1",
  range: { min: 0, max: 1 },
});

/** Input for the number of alternative answers. */
export const numChoices = numberInput({
  label: "Number of choices",
  comments:
    "How many alternative answers to create, from 1 to 128; each costs its own tokens. Empty means 1.",
  example: "1",
  range: { min: 1, max: 128, isInteger: true },
});

/** Group of model settings that are seldom changed, the same for every action with a chat model. */
export const modelSettings = structuredObjectInput({
  label: "Model Settings",
  comments: "How long an answer may be, and how the model finds it. Empty settings are left to the model.",
  inputs: {
    maxOutputTokens: numberInput({
      label: "Max Output Tokens",
      comments: "The most tokens that an answer may have, hidden reasoning included. Empty sets no limit.",
      example: "1000",
      range: { min: 1, max: Number.MAX_SAFE_INTEGER, isInteger: true },
    }),
    reasoningEffort: choiceInput({
      label: "Reasoning Effort",
      comments: "How much a reasoning model thinks before it answers. Empty leaves it to the model.",
      placeholder: "Choose an effort",
      example: "low",
      choices: {
        none: "None",
        minimal: "Minimal",
        low: "Low",
        medium: "Medium",
        high: "High",
        xhigh: "Extra High",
        max: "Maximum",
      },
    }),
    stop: listInput({
      label: "Stop Sequences",
      comments: "Up to 4 texts at which an answer ends, themselves left out.",
      placeholder: "Enter a text",
      example: "END",
      most: 4,
    }),
    seed: numberInput({
      label: "Seed",
      comments: "The same seed with the same inputs gives the same answer, where the model supports it.",
      example: "42",
      range: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true },
    }),
    verbosity: choiceInput({
      label: "Verbosity",
      comments: "How much a model writes, where it has such a setting. Empty leaves it to the model.",
      placeholder: "Choose a verbosity",
      example: "low",
      choices: { low: "Low", medium: "Medium", high: "High" },
    }),
    apiMode: choiceInput({
      label: "API",
      default: "automatic",
      comments:
        "The API that is asked. Automatic asks Chat Completions, and Responses where a model refuses; the output is the same.",
      placeholder: "Choose an API",
      example: "automatic",
      choices: { chat: "Chat Completions", responses: "Responses", automatic: "Automatic" },
    }),
    streamInternally: flagInput({
      label: "Stream Internally",
      default: "false",
      comments:
        "When true, the service streams each answer, so that no idle gateway cuts a long one. The output is the same.",
    }),
    adaptParameters: flagInput({
      label: "Adapt Parameters",
      default: "true",
      comments:
        "When true, a request that the model refuses for a setting is sent again without it, and warnings says so.",
    }),
    extraParameters,
  },
});

/** The field of a chat request for each of these inputs. */
const chatFields = {
  temperature: "temperature",
  topP: "top_p",
  numChoices: "n",
  maxOutputTokens: "max_completion_tokens",
  stop: "stop",
  seed: "seed",
  reasoningEffort: "reasoning_effort",
  verbosity: "verbosity",
} as const satisfies Record<string, keyof ChatCompletionCreateParams>;

/** The inputs with settings of a chat request. */
interface ChatInputs {
  temperature?: number | undefined;
  topP?: number | undefined;
  numChoices?: number | undefined;
  modelSettings?: SettingsOf<typeof modelSettings>;
}

/** The settings of a chat request from the inputs, extra parameters last; empty inputs are not sent. */
export const chatSettings = (params: ChatInputs) => {
  const { extraParameters: extras, ...settings } = settingsOf(modelSettings, params.modelSettings);
  return withExtras(requestFields({ ...params, ...settings }, chatFields), extras);
};

/** The settings of a chat request. */
export type ChatSettings = ReturnType<typeof chatSettings>;
