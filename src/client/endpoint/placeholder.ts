/** Longer texts are not placeholders. */
const longestPlaceholder = 80;

const words = (list: string): string[] => list.split(" ");

const wordsIn = (text: string): string[] =>
  text
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");

const isOnlyX = (word: string): boolean => /^x{3,}$/.test(word);

/** Words that show a placeholder for a key. */
const tellingOfKeys = words("your here insert enter replace paste placeholder redacted hidden changeme todo");
/** Words that may stand beside these. A text with any other word may be a key. */
const wordsOfKeys = new Set([
  ...tellingOfKeys,
  ...words(
    "my the a an azure open ai openai api apim gateway foundry service resource key keys token secret value",
  ),
  ...words("with me change put subscription access sk proj name of from is bearer one two goes yourkey"),
]);

/** References to a key that is kept elsewhere, as in programs, settings files and pipelines. */
const references: readonly RegExp[] = [
  /^(?:undefined|null|nan|\[object object\])$/i,
  /^\$\{?\w+\}?$|^%\w+%$|^\$?\{\{[^}]*\}\}$|^#\{[^}]*\}#?$|^__\w+__$/,
  /^[a-z_-]*api[_-]?key[_\d]*$/i,
  /^[A-Z]{2,20}(?:_[A-Z]{2,20}){0,4}_KEY(?:_?\d)?$/,
  /^your[a-z_-]*(?:key|token|secret)[\d_]*$/i,
  /^(?:process\.env|import\.meta\.env|os\.(?:environ|getenv)|env|configuration|environment)\b[.([]/i,
  /^@microsoft\.keyvault\(/i,
];

/** True for a placeholder of a key, as in manuals and settings files. */
export const isKeyPlaceholder = (text: string): boolean => {
  if (text.length > longestPlaceholder) return false;
  if (references.some((form) => form.test(text))) return true;
  const found = wordsIn(text).map((word) => word.replace(/(?<=[a-z]{3})\d{1,2}$/, ""));
  const isTelling =
    /^[<[{]/.test(text) || found.some((word) => tellingOfKeys.includes(word) || isOnlyX(word));
  return isTelling && found.every((word) => wordsOfKeys.has(word) || isOnlyX(word) || /^\d{1,2}$/.test(word));
};

/** Words that show a placeholder for a name, and words that do so only beside another one. */
const tellingOfNames = words("your yours placeholder changeme replaceme");
const askingWords = words("insert enter replace put name here");
/** Words that may stand beside these. A name with any other word may be a real one. */
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

/** True for a name in an address, such as a resource or deployment, that is a manual's placeholder. */
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

/** Names that stand for an empty setting. */
const nothing = /^(?:null|undefined|nan|none)$/i;

/**
 * The first placeholder among the names in an address; undefined when all may be real.
 * @param isAzure - true for one of Azure's own hosts: its first name is the resource's
 */
export const placeholderIn = ({ hostname, pathname }: URL, isAzure: boolean): string | undefined => {
  const [resource = "", ...rest] = hostname.split(".");
  if (isAzure && (isExample(resource) || nothing.test(resource))) return resource;
  return [resource, ...rest, ...pathname.split("/")].find(isNamePlaceholder);
};
