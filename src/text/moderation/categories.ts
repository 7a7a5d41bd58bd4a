/** Who judges: OpenAI's moderation, Azure AI Content Safety, or the content filter of a chat deployment. */
export type ModerationSource = "openai" | "contentSafety" | "contentFilter";

/** The categories that every source has. */
export const harms = ["hate", "self-harm", "sexual", "violence"] as const;

/** Those of OpenAI's moderation alone. */
const ofOpenAI = [
  "harassment",
  "harassment/threatening",
  "hate/threatening",
  "illicit",
  "illicit/violent",
  "self-harm/intent",
  "self-harm/instructions",
  "sexual/minors",
  "violence/graphic",
];

/** Those of the content filter alone, of which a deployment may have more. */
const ofFilter = ["jailbreak", "indirect_attack"];

/** What each source can't tell. */
export const lacksOf: Readonly<Record<ModerationSource, readonly string[]>> = {
  openai: ofFilter,
  contentSafety: [...ofOpenAI, ...ofFilter],
  contentFilter: ofOpenAI,
};

/** A name without what the services write differently: SelfHarm, self_harm and self-harm are one. */
const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]/g, "");

const known = new Map([...harms, ...ofOpenAI, ...ofFilter].map((name) => [plain(name), name]));

/** The known name of a category in any spelling; undefined for an unknown one. */
export const knownCategory = (name: string): string | undefined => known.get(plain(name));

const longestName = 200;

/** The name under which a category comes out: the known one, else the service's own. */
export const categoryName = (name: string): string => {
  const short = name.slice(0, longestName).toWellFormed();
  return knownCategory(short) ?? short;
};
