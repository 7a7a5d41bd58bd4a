import { choiceInput, flagInput, idInput, nameInput } from "../../inputs/kinds";

/** What the models are for. */
export const task = choiceInput({
  label: "Task",
  choices: {
    chat: "Chat",
    responses: "Responses",
    completion: "Completion of a text",
    embeddings: "Embeddings",
    image: "Images",
    audio: "Transcription, speech and audio chat",
    speech: "Speech",
    realtime: "Realtime audio",
    moderation: "Moderation",
    video: "Video",
    batch: "Batches",
  },
  comments: "Lists the models that do this alone. Empty lists all.",
  placeholder: "Choose a task",
  example: "chat",
});

/** Whether, and how, the models can be trained. */
export const fineTuning = choiceInput({
  label: "Fine-Tuning",
  choices: {
    any: "By any method",
    supervised: "Supervised",
    preference: "Preference",
    reinforcement: "Reinforcement",
  },
  comments: "Lists the models that can be fine-tuned this way alone. Empty lists all.",
  placeholder: "Choose a method",
  example: "any",
});

/** The stage that the models are in. */
export const lifecycle = choiceInput({
  label: "Lifecycle",
  choices: {
    preview: "Preview",
    generallyAvailable: "Generally available",
    deprecating: "Deprecating",
    deprecated: "Deprecated",
    legacy: "Legacy",
  },
  comments: "Lists the models in this stage alone, which OpenAI does not tell. Empty lists all.",
  placeholder: "Choose a stage",
  example: "generallyAvailable",
});

/** A part of the models' names. */
export const nameContains = nameInput({
  label: "Name Contains",
  comments: "Lists the models whose name or version contains this text, in any case. Empty lists all.",
  placeholder: "Enter a part of a name",
  example: "gpt-5",
});

/** Whether to list what is gone. */
export const includeRetired = flagInput({
  label: "Include Retired",
  default: "false",
  comments: "When true, models that answer no more calls are listed as well.",
});

/** A model, or a deployment that runs one. */
export const modelOrDeployment = {
  ...idInput({
    label: "Model / Deployment Name",
    hint: "Enter the name of a model or of a deployment.",
    comments:
      "The name of a model, with its version or without, or of a deployment, whose model is told with a service principal.",
    placeholder: "Enter a model or deployment name",
    example: "gpt-4.1",
  }),
  dataSource: "selectModel",
};

/** A version of it. */
export const modelVersion = nameInput({
  label: "Model Version",
  comments: "The version of the model. Empty means the default version, else the newest.",
  placeholder: "Enter a version",
  example: "2025-04-14",
});
