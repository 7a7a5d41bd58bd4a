import { readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";

/** A model as a service describes it, with what Azure adds to OpenAI's fields. */
export interface CatalogueModel {
  id: string;
  capabilities?: Record<string, unknown> | undefined;
  /** When each use ends, in seconds since the epoch. */
  deprecation?: { inference?: unknown };
  /** OpenAI's form of the same: seconds since the epoch, or a date. */
  shutdown_date?: unknown;
}

/** The models of a catalogue whose names can be read. */
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
 * Azure's capability flags that say what a model can do, in the words of the pickers. The flags are spelled as
 * they compare: the data plane and Foundry write chat_completion, Resource Manager chatCompletion.
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
  [/davinci|babbage|^(ft:)?gpt.*instruct/, "completion"],
  [/^(gpt|o\d|chatgpt|ft:gpt)/, "chat"],
];

const trueFlags = (capabilities: Record<string, unknown> = {}): Set<string> =>
  new Set(
    Object.entries(capabilities)
      .filter(([, value]) => value === true || textIn(value)?.trim().toLowerCase() === "true")
      .map(([flag]) => flag.replaceAll("_", "").toLowerCase()),
  );

/** What a model can do: by the service's flags where they tell, else by the model's name. */
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

/** What a model is picked for. */
export const purposes = ["chat", "embeddings", "image", "audio"] as const;

/** One of the things that a model is picked for. */
export type Purpose = (typeof purposes)[number];

const fitting: Readonly<Record<Purpose, readonly string[]>> = {
  chat: ["chat", "responses", "audio chat"],
  embeddings: ["embeddings"],
  image: ["images"],
  audio: ["transcription", "speech", "audio", "audio chat"],
};

/** False for a model that is known to be for something else; one that nothing is known of may be for anything. */
export const mayServe = (purpose: Purpose, model: Pick<CatalogueModel, "id" | "capabilities">): boolean => {
  const abilities = modelAbilities(model).filter((ability) => ability !== "fine-tuning");
  return abilities.length === 0 || abilities.some((ability) => fitting[purpose].includes(ability));
};

const toMs = (date: unknown): number =>
  typeof date === "number" ? date * 1000 : Date.parse(textIn(date) ?? "");

/** True when the service does not run the model any more. */
export const isRetired = (
  { deprecation, shutdown_date: shutdownDate }: CatalogueModel,
  nowMs: number,
): boolean => toMs(deprecation?.inference) <= nowMs || toMs(shutdownDate) <= nowMs;

/** True for a model that somebody trained: Azure names it `base.ft-…`, OpenAI `ft:base:…`. */
export const isFineTuned = ({ id }: Pick<CatalogueModel, "id">): boolean => /^ft:|\.ft-|^ftchkpt-/i.test(id);
