import { readable, textIn } from "../text/answerFields";
import { fieldsOf } from "../text/isObject";

/** A model in a service's catalogue: OpenAI's fields, and those that Azure adds. */
export interface CatalogueModel {
  id: string;
  capabilities?: Record<string, unknown> | undefined;
  /** End of each use, in seconds since the epoch. */
  deprecation?: { inference?: unknown };
  /** OpenAI's field for the end: seconds since the epoch, or a date. */
  shutdown_date?: unknown;
}

/** The models of a catalogue that have readable names. */
export const readModels = (entries: unknown): CatalogueModel[] =>
  readable(entries, ({ id, capabilities, deprecation, shutdown_date: shutdownDate }) => {
    const known = textIn(id);
    if (known === undefined) return undefined;
    return {
      id: known,
      capabilities: fieldsOf(capabilities),
      deprecation: fieldsOf(deprecation),
      shutdown_date: shutdownDate,
    };
  });

/**
 * Azure's capability flags that show what a model can do, with the pickers' words for them. The flags are written
 * without signs and in lower case: the data plane and Foundry write chat_completion, Resource Manager chatCompletion.
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

/** Flags that do not show what a model is called for: transcription has the flag of realtime as well. */
const vagueAbilities = new Set(["audio", "realtime audio", "fine-tuning"]);

/**
 * Abilities by the names of the services' own models. The capability flags lack these, and OpenAI has no flags at all.
 * Names of deployments are never read like this.
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
  [/davinci|babbage|^(ft:)?gpt.*instruct/, "completion"],
  [/^(gpt|o\d|chatgpt|ft:gpt)/, "chat"],
];

const trueFlags = (capabilities: Record<string, unknown> = {}): Set<string> =>
  new Set(
    Object.entries(capabilities)
      .filter(([, value]) => value === true || textIn(value)?.trim().toLowerCase() === "true")
      .map(([flag]) => flag.replaceAll("_", "").toLowerCase()),
  );

/** The abilities of a model, by the service's flags, else by the model's name. */
export const modelAbilities = ({
  id,
  capabilities,
}: Pick<CatalogueModel, "id" | "capabilities">): string[] => {
  const flags = trueFlags(capabilities);
  const flagged = capabilityLabels.flatMap(([flag, ability]) => (flags.has(flag) ? [ability] : []));
  const named = nameLabels.find(([name]) => name.test(id.toLowerCase()))?.[1];
  const isVague = flagged.every((ability) => vagueAbilities.has(ability));
  return isVague && named ? [...new Set([named, ...flagged])] : flagged;
};

/** Purposes of models in pickers. */
export const purposes = ["chat", "embeddings", "image", "audio"] as const;

/** A purpose of models in pickers. */
export type Purpose = (typeof purposes)[number];

const fitting: Readonly<Record<Purpose, readonly string[]>> = {
  chat: ["chat", "responses", "audio chat"],
  embeddings: ["embeddings"],
  image: ["images"],
  audio: ["transcription", "speech", "audio", "audio chat"],
};

/** False for a model that is known to serve other purposes. An unknown model may serve any. */
export const mayServe = (purpose: Purpose, model: Pick<CatalogueModel, "id" | "capabilities">): boolean => {
  const abilities = modelAbilities(model).filter((ability) => ability !== "fine-tuning");
  return abilities.length === 0 || abilities.some((ability) => fitting[purpose].includes(ability));
};

const toMs = (date: unknown): number =>
  typeof date === "number" ? date * 1000 : Date.parse(textIn(date) ?? "");

/** True when the service no longer runs the model. */
export const isRetired = (
  { deprecation, shutdown_date: shutdownDate }: CatalogueModel,
  nowMs: number,
): boolean => toMs(deprecation?.inference) <= nowMs || toMs(shutdownDate) <= nowMs;

/** True for a model that somebody trained: Azure names it `base.ft-…`, OpenAI `ft:base:…`. */
export const isFineTuned = ({ id }: Pick<CatalogueModel, "id">): boolean => /^ft:|\.ft-|^ftchkpt-/i.test(id);
