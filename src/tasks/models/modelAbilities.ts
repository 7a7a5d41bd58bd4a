import { textIn } from "../../text/answerFields";

/** What is told of a model's abilities. */
interface DescribedModel {
  id: string;
  capabilities?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * Azure's capability flags that say what a model can do, in the words of the pickers.
 */
const capabilityLabels: ReadonlyArray<readonly [flag: string, ability: string]> = [
  ["chatcompletion", "chat"],
  ["responses", "responses"],
  ["completion", "completion"],
  ["embeddings", "embeddings"],
  ["imagegenerations", "images"],
  ["audio", "audio"],
  ["realtime", "realtime audio"],
  ["finetune", "fine-tuning"],
];

/** Flags that leave open what the model is called for: transcription has the flag of realtime as well. */
const vagueAbilities = new Set(["audio", "realtime audio", "fine-tuning"]);

/**
 * What the names of the services' own models say; the capability flags have none for these, and OpenAI lists no
 * flags at all. Deployment names never come here.
 */
const nameLabels: ReadonlyArray<readonly [name: RegExp, ability: string]> = [
  [/embed/, "embeddings"],
  [/image|dall-e|flux|diffusion/, "images"],
  [/realtime|gpt-live/, "realtime audio"],
  [/transcribe|whisper/, "transcription"],
  [/tts/, "speech"],
  [/gpt-audio|audio-preview/, "audio chat"],
  [/moderation/, "moderation"],
  [/sora/, "video"],
  [/davinci|babbage|^(?:ft:)?gpt.{0,100}instruct/, "completion"],
  [/^(gpt|o\d|chatgpt|ft:gpt)/, "chat"],
];

/** A flag as it compares: the data plane and Foundry write chat_completion, Resource Manager chatCompletion. */
const plainFlag = (flag: string): string => flag.replaceAll("_", "").toLowerCase();

/** The value of a capability, however its name is spelled. */
export const capability = (capabilities: DescribedModel["capabilities"], name: string): unknown =>
  Object.entries(capabilities ?? {}).find(([flag]) => plainFlag(flag) === name)?.[1];

/** True or false where a flag says so. */
export const flagIn = (value: unknown): boolean | undefined => {
  const word = typeof value === "boolean" ? String(value) : textIn(value)?.trim().toLowerCase();
  return word === "true" || word === "false" ? word === "true" : undefined;
};

const trueFlags = (capabilities: DescribedModel["capabilities"] = {}): Set<string> =>
  new Set(
    Object.entries(capabilities)
      .filter(([, value]) => flagIn(value))
      .map(([flag]) => plainFlag(flag)),
  );

/** What a model can do: by the service's flags where they tell, else by the model's name. */
export const modelAbilities = ({ id, capabilities }: DescribedModel): string[] => {
  const flags = trueFlags(capabilities);
  const flagged = capabilityLabels.flatMap(([flag, ability]) => (flags.has(flag) ? [ability] : []));
  const named = nameLabels.find(([name]) => name.test(id.toLowerCase()))?.[1];
  const isVague = flagged.every((ability) => vagueAbilities.has(ability));
  return isVague && named ? [...new Set([named, ...flagged])] : flagged;
};

/** What a model is asked for, and the abilities that serve it. */
const serving = {
  chat: ["chat", "responses", "audio chat"],
  responses: ["responses"],
  completion: ["completion"],
  embeddings: ["embeddings"],
  image: ["images"],
  audio: ["transcription", "speech", "audio", "audio chat"],
  speech: ["speech"],
  transcription: ["transcription"],
  realtime: ["realtime audio"],
  moderation: ["moderation"],
  video: ["video"],
  batch: ["batch"],
} as const;

/** One of the things that a model is asked for. */
export type InferenceTask = keyof typeof serving;

/** What a model is picked for. */
export const purposes = [
  "chat",
  "embeddings",
  "image",
  "audio",
  "speech",
  "transcription",
  "moderation",
] as const;

/** One of the things that a model is picked for. */
export type Purpose = (typeof purposes)[number];

/** True for an ability that says neither yes nor no to a task: sound goes in or comes out. */
const tellsNothing = (task: InferenceTask, ability: string): boolean =>
  ability === "fine-tuning" || (ability === "audio" && (task === "speech" || task === "transcription"));

/** Whether abilities are those for a task; undefined where nothing is known. */
export const serves = (task: InferenceTask, abilities: readonly string[]): boolean | undefined => {
  const known = abilities.filter((ability) => !tellsNothing(task, ability));
  return known.length === 0
    ? undefined
    : known.some((ability) => serving[task].some((own) => own === ability));
};

/** False for a model that is known to be for something else; one that nothing is known of may be for anything. */
export const mayServe = (purpose: Purpose, model: DescribedModel): boolean =>
  serves(purpose, modelAbilities(model)) ?? true;
