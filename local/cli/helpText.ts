import type { Command, CommanderError, Help } from "commander";
import { didYouMean } from "../../src/text/nearestNames";
import { withoutKeys } from "../../src/text/secretPieces";
import { UsageError } from "../platform/usageError";
import type { InputFlag } from "./inputFlags";
import { programName, silentProgramName } from "./programName";

const widestTerm = 26;

/** Placeholders of flag values in help. */
export const placeholders: Record<InputFlag["form"], string> = {
  value: "<value>",
  boolean: "[true|false]",
  list: "<value>",
  pairs: "<name=value>",
  json: "<json>",
};

/** An input's label, comments and rules in one paragraph. */
export const describeInput = ({ input, form, takesFile }: InputFlag): string => {
  const isRepeatable = form === "list" || form === "pairs";
  const defaultValue = input.default;
  const facts = [
    input.required && "required",
    input.model && `one of: ${input.model.map(({ value }) => value).join(", ")}`,
    typeof defaultValue === "string" && defaultValue !== "" && `default: ${defaultValue}`,
    isRepeatable && "may be repeated",
    takesFile && `@path gives a file${form === "value" ? ", several flags a list of files" : ""}`,
  ].filter((fact) => typeof fact === "string");
  const comments = input.comments ?? "";
  return `${input.label}: ${comments}${facts.length > 0 ? ` (${facts.join("; ")})` : ""}`;
};

/** The parser's complaint about an operation's flags, as one line that says what to type. */
export const usageErrorFor = (command: Command, error: CommanderError, flagNames: string[]): UsageError => {
  const named = /'([^']+)'/.exec(error.message)?.[1] ?? "";
  const help = `${programName} ${command.name()} --help`;
  switch (error.code) {
    case "commander.unknownOption": {
      const flag = named.split("=")[0] ?? named;
      return new UsageError(
        `There is no flag ${withoutKeys(flag)}.${didYouMean(flag, flagNames)} See ${help}`,
      );
    }
    case "commander.optionMissingArgument":
      return new UsageError(`${named.split(" ")[0]} needs a value. See ${help}`);
    case "commander.excessArguments":
      return new UsageError(
        `"${command.args[command.registeredArguments.length]}" belongs to no flag: put a text with spaces in quotes. See ${help}`,
      );
    default:
      return new UsageError(`${error.message.replace(/^error: /, "")} See ${help}`);
  }
};

/** Long flags stand on a line of their own: beside them, comments would be a narrow column. */
export const formatItem = (term: string, termWidth: number, description: string, helper: Help): string => {
  const width = Math.min(helper.helpWidth ?? 80, 100);
  const isStacked = termWidth > widestTerm;
  const indent = " ".repeat(isStacked ? 6 : termWidth + 4);
  const text = helper.boxWrap(description, width - indent.length).replaceAll("\n", `\n${indent}`);
  return isStacked ? `  ${term}\n${indent}${text}` : `  ${term.padEnd(termWidth)}  ${text}`;
};

/** Text below the flags of each operation. */
export const valueNotes = `
Flags may be written in kebab case too (--num-choices). A value @path is read from a file; a
value that begins with @ itself is written @@, and @- reads standard input. Flags win over --input.
Lists may be files of other forms too: --records @rows.csv or @rows.jsonl, --messages @prompts.jsonl,
--texts @lines.txt with a text on each line.
--field takes a path such as choices[0].message.content; results[].output_text is a line for each.
--format table, csv and jsonl print the list that a result is about, such as results or data.`;

/** Text below the list of operations. */
export const connectionNotes = `
Connection, the first that applies:
  --local                                            the embedded local endpoint
  AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_API_KEY        Azure OpenAI with a key
  AZURE_OPENAI_ENDPOINT, AZURE_OPENAI_AD_TOKEN       Azure OpenAI with an access token
  AZURE_OPENAI_ENDPOINT, AZURE_TENANT_ID,            Azure OpenAI with an app registration
    AZURE_CLIENT_ID, AZURE_CLIENT_SECRET               (AZURE_AUTHORITY_HOST for another cloud)
    or AZURE_CLIENT_CERTIFICATE_PATH                   (a PEM file with certificate and private key;
                                                       AZURE_CLIENT_CERTIFICATE_PASSWORD)
  AZURE_OPENAI_ENDPOINT,                             a gateway that asks for its own key alone
    AZURE_OPENAI_SUBSCRIPTION_KEY
  OPENAI_API_KEY                                     OpenAI (OPENAI_BASE_URL, OPENAI_ORG_ID)
  none of them                                       the embedded local endpoint
AZURE_OPENAI_API_VERSION or OPENAI_API_VERSION is the API Version of Azure OpenAI.
AZURE_OPENAI_DEPLOYMENT or OPENAI_MODEL is the Default Model / Deployment, AZURE_OPENAI_PRICES or
OPENAI_PRICES the Prices, such as my-gpt=1.25/0.125/10,my-mini=0.25/2.
AZURE_OPENAI_SUBSCRIPTION_KEY is the key of a gateway at the address, beside any of them, and
AZURE_OPENAI_SUBSCRIPTION_KEY_HEADER the header that takes it. The same variables with FALLBACK_ in front
describe the Fallback Connection of the actions that have one.

Exit codes: 0 all done, 1 failed, 2 mistyped or an input refused, 3 some items failed or remain, 4 the
connection has to change, 130 interrupted, 143 by SIGTERM. What a run leaves is kept without credentials in
~/.local/state/azure-openai-connector (XDG_STATE_HOME), and resume runs it.

Names may be written in kebab case too, and ask is short for createChatCompletion. Examples:
  ${programName} ask "What is 6 times 7?"
  cat mail.txt | ${programName} ask "Answer this mail" --field output_text
  ${programName} create-image "A lighthouse" --model gpt-image-2 --out lighthouse.png
  ${programName} diagnose-connection --model gpt-5.4
  ${silentProgramName} select-model --field '[].key'`;
