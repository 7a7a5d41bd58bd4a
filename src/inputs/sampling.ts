import type { ChatCompletionCreateParams } from "openai/resources/chat/completions";
import { choiceInput, listInput, numberInput } from "./kinds";

/** How freely the model chooses its words. */
export const temperature = numberInput({
  label: "Temperature",
  comments:
    "The sampling temperature, from 0 to 2. Higher values such as 0.8 make the answer more random, lower values such as 0.2 more focused. Empty leaves it to the service (1). Reasoning models accept none.",
  placeholder: "Enter a number from 0 to 2",
  example: "0.2",
  range: { min: 0, max: 2 },
});

/** Nucleus sampling. */
export const topP = numberInput({
  label: "top_p",
  comments:
    "Nucleus sampling, an alternative to Temperature: only the tokens that make up this share of the probability are considered, from 0 to 1. Empty leaves it to the service (1).",
  placeholder: "Enter a number from 0 to 1",
  example: "0.1",
  range: { min: 0, max: 1 },
});

/** How many alternatives to ask for. */
export const numChoices = numberInput({
  label: "Number of choices",
  comments:
    "How many alternative answers to generate, from 1 to 128. Each costs its own tokens. Empty means 1.",
  example: "1",
  range: { min: 1, max: 128, isInteger: true },
});

/** Upper limit of an answer's length. */
export const maxOutputTokens = numberInput({
  label: "Max Output Tokens",
  comments:
    "The most tokens that the answer may have, the hidden reasoning of reasoning models included. Empty means no limit but the model's.",
  example: "1000",
  range: { min: 1, max: Number.MAX_SAFE_INTEGER, isInteger: true },
});

/** Texts that end the answer. */
export const stopSequences = listInput({
  label: "Stop Sequences",
  comments:
    "Up to 4 texts at which the answer ends; they are not part of it. Some reasoning models accept none.",
  placeholder: "Enter a text",
  example: "END",
  most: 4,
});

/** Makes answers repeatable as far as the service can. */
export const seed = numberInput({
  label: "Seed",
  comments:
    "A whole number: the same seed with the same inputs gives the same answer where the model supports it.",
  example: "42",
  range: { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true },
});

/** How long a reasoning model thinks. */
export const reasoningEffort = choiceInput({
  label: "Reasoning Effort",
  comments:
    "How much a reasoning model thinks before it answers; which values it accepts depends on the model. Empty leaves it to the model. Other models accept none.",
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
});

/** The fields of a chat request that these inputs fill in. */
export const chatFields = {
  temperature: "temperature",
  topP: "top_p",
  numChoices: "n",
  maxOutputTokens: "max_completion_tokens",
  stop: "stop",
  seed: "seed",
  reasoningEffort: "reasoning_effort",
} as const satisfies Record<string, keyof ChatCompletionCreateParams>;
