/** A model of the service's catalogue, with what Azure adds to OpenAI's fields. */
export interface CatalogueModel {
  id: string;
  created?: number;
  capabilities?: Record<string, unknown>;
  /** When each use ends, in seconds since the epoch. */
  deprecation?: { inference?: number };
  /** OpenAI's form of the same: seconds since the epoch, or a date. */
  shutdown_date?: number | string | null;
}

/** Azure's capability flags that say what a model can do, in the words of the picker. */
const capabilityLabels: ReadonlyArray<readonly [flag: string, ability: string]> = [
  ["chat_completion", "chat"],
  ["completion", "completion"],
  ["embeddings", "embeddings"],
  ["fine_tune", "fine-tuning"],
];

/**
 * What the names of the services' own models say; the capability flags have none for these, and OpenAI lists no
 * flags at all. Deployment names never come here.
 */
const nameLabels: ReadonlyArray<readonly [name: RegExp, ability: string]> = [
  [/embedding/, "embeddings"],
  [/image|dall-e/, "images"],
  [/transcribe|whisper/, "transcription"],
  [/tts/, "speech"],
  [/realtime|gpt-audio|gpt-live/, "realtime audio"],
  [/moderation/, "moderation"],
  [/sora/, "video"],
  [/davinci|babbage|instruct/, "completion"],
  [/^(gpt|o\d|chatgpt|ft:gpt)/, "chat"],
];

const hasFlag = (capabilities: Record<string, unknown>, flag: string): boolean =>
  capabilities[flag] === true || capabilities[flag] === "true";

/** What a model can do: by the service's flags where it sends them, else by the model's name. */
export const modelAbilities = ({ id, capabilities }: CatalogueModel): string[] => {
  const flagged = capabilityLabels.flatMap(([flag, ability]) =>
    capabilities && hasFlag(capabilities, flag) ? [ability] : [],
  );
  const named = nameLabels.find(([name]) => name.test(id.toLowerCase()))?.[1];
  const isOnlyTrainable = flagged.every((ability) => ability === "fine-tuning");
  return isOnlyTrainable && named ? [named, ...flagged] : flagged;
};

const toMs = (date: number | string | null | undefined): number =>
  typeof date === "number" ? date * 1000 : Date.parse(date ?? "");

/** True when the service does not run the model any more. */
export const isRetired = (
  { deprecation, shutdown_date: shutdownDate }: CatalogueModel,
  nowMs: number,
): boolean => toMs(deprecation?.inference) <= nowMs || toMs(shutdownDate) <= nowMs;
