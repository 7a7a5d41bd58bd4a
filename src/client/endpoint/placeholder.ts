/** A longer text has more in it than a placeholder. */
const longestPlaceholder = 80;

const words = (list: string): string[] => list.split(" ");

const wordsIn = (text: string): string[] =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const isOnlyX = (word: string): boolean => /^x{3,}$/.test(word);

/** Words that tell a placeholder for a key. */
const tellingOfKeys = words("your here insert enter replace paste placeholder redacted hidden changeme todo");
/** Words that stand beside them; what has any other word may be a key. */
const wordsOfKeys = new Set([
  ...tellingOfKeys,
  ...words(
    "my the a an azure open ai openai api apim gateway foundry service resource key keys token secret value",
  ),
  ...words("with me change put subscription access sk proj name of from is bearer one two goes yourkey"),
]);

/** How programs, settings files and pipelines name a key that they have elsewhere. */
const references: readonly RegExp[] = [
  /^(?:undefined|null|nan|\[object object\])$/i,
  /^\$\{?\w+\}?$|^%\w+%$|^\$?\{\{[^}]*\}\}$|^#\{[^}]*\}#?$|^__\w+__$/,
  /^[a-z_-]*api[_-]?key[_\d]*$/i,
  /^[A-Z]{2,20}(?:_[A-Z]{2,20}){0,4}_KEY(?:_?\d)?$/,
  /^your[a-z_-]*(?:key|token|secret)[\d_]*$/i,
  /^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|env|configuration|environment)\b[.([]/i,
  /^@microsoft\.keyvault\(/i,
];

/** True for a text that stands where a key has to be put, as manuals and settings files have it. */
export const isKeyPlaceholder = (text: string): boolean => {
  if (text.length > longestPlaceholder) return false;
  if (references.some((form) => form.test(text))) return true;
  const found = wordsIn(text).map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ""));
  const isTelling =
    /^[<[{]/.test(text) || found.some((word) => tellingOfKeys.includes(word) || isOnlyX(word));
  return isTelling && found.every((word) => wordsOfKeys.has(word) || isOnlyX(word) || /^\d{1,2}$/.test(word));
};

/** Words that tell a placeholder by themselves, and those that need another one beside them. */
const tellingOfNames = words("your yours placeholder changeme replaceme");
const askingWords = words("insert enter replace put name here");
/** Words that stand beside them; a name with any other word may be a real one. */
const wordsOfNames = new Set([
  ...tellingOfNames,
  ...askingWords,
  ...words(
    "my the a an me with change azure open ai openai aoai api apim gateway foundry service resource endpoint",
  ),
  ...words(
    "deployment model project account hub instance host server domain region company organization customer",
  ),
  ...words("tenant subscription workspace id url base custom unique sub subdomain llm proxy example"),
]);
const fusedName =
  /^(?:your|my-?your)(?:own|azure|openai|aoai|ai|api|apim|gateway|foundry|service|resource|endpoint|deployment|model|project|account|instance|host|server|domain|company|name|id|here)+$/;

/** True for a name in an address, as of a resource or deployment, that only stands for one in a manual. */
const isNamePlaceholder = (name: string): boolean => {
  if (name.length > longestPlaceholder) return false;
  const found = wordsIn(name);
  if (found.length === 0 || !found.every((word) => wordsOfNames.has(word) || isOnlyX(word)))
    return fusedName.test(name.toLowerCase());
  const isAsking = found.length > 1 && found.some((word) => askingWords.includes(word));
  return isAsking || found.some((word) => tellingOfNames.includes(word) || isOnlyX(word));
};

const isExample = (name: string): boolean => {
  const found = wordsIn(name);
  return found.includes("example") && found.every((word) => wordsOfNames.has(word));
};

/** Names that settings have where they have nothing. */
const nothing = /^(?:null|undefined|nan|none)$/i;

/**
 * The name in an address that was left in from a manual; undefined when each may be real.
 * @param isAzure - true for a host of Azure's own, whose first name is that of the resource
 */
export const placeholderIn = ({ hostname, pathname }: URL, isAzure: boolean): string | undefined => {
  const [resource = "", ...rest] = hostname.split(".");
  if (isAzure && (isExample(resource) || nothing.test(resource))) return resource;
  return [resource, ...rest, ...pathname.split("/")].find(isNamePlaceholder);
};
