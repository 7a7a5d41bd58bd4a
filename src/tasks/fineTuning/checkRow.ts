import { findField } from "../../text/fieldValue";
import { fieldsOf, isObject } from "../../text/isObject";
import { wellFormedJson } from "../../text/wellFormedJson";
import { checkMessages } from "./checkMessages";
import { checkDefinitions, isPresent } from "./checkTools";
import { listIn } from "./messageTexts";
import type { RowFindings } from "./RowFindings";
import type { TrainingMethod, TrainingRow, TrainingService } from "./trainingOptions";

/** What rows are checked for. */
export interface RowRules {
  method: TrainingMethod;
  service: TrainingService;
  /** Fields of a row that the grader reads, as it names them behind `item.`. */
  graderFields: readonly string[];
}

/** Images that a row may have (Azure's guide); OpenAI's names ten. */
const mostImages = 64;
const usualImages = 10;

const roleOf = (message: unknown): unknown => fieldsOf(message)["role"];

const checkSupervised = (row: TrainingRow, findings: RowFindings): void => {
  checkMessages(row["messages"], { defined: checkDefinitions(row, findings), within: "" }, findings);
  const messages = listIn(row["messages"]);
  const answers = messages.filter((message) => roleOf(message) === "assistant");
  if (messages.length === 0) return;
  if (answers.length === 0) findings.refuse("It has no assistant's message to learn from.");
  else if (roleOf(messages.at(-1)) !== "assistant")
    findings.refuse("Its last message is not the assistant's.", `message ${messages.length}`);
  else if (answers.every((message) => fieldsOf(message)["weight"] === 0))
    findings.refuse("Every answer has the weight 0, so that nothing is learned.");
};

const outputRoles = new Set(["assistant", "tool"]);

/** Two values as JSON, properties in their own order: rows are written so. */
const isSame = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right);

const checkPreference = (row: TrainingRow, findings: RowFindings): void => {
  const { input, preferred_output: preferred, non_preferred_output: rejected } = row;
  const defined = checkDefinitions(input, findings);
  if (!isObject(input)) findings.refuse("Its input is not an object with messages.");
  else {
    checkMessages(input["messages"], { defined, within: "input, " }, findings);
    if (!listIn(input["messages"]).some((message) => roleOf(message) === "user"))
      findings.note("Its input has no user's message.");
  }
  for (const [name, output] of Object.entries({
    preferred_output: preferred,
    non_preferred_output: rejected,
  })) {
    checkMessages(output, { defined, within: `${name}, `, roles: outputRoles }, findings);
    if (listIn(output).length > 0 && !listIn(output).some((message) => roleOf(message) === "assistant"))
      findings.refuse(`Its ${name} has no assistant's message.`);
  }
  if (preferred !== undefined && isSame(preferred, rejected))
    findings.refuse("Its preferred and rejected answers are the same, so that nothing is learned.");
};

const checkReinforcement = (
  row: TrainingRow,
  { service, graderFields }: RowRules,
  findings: RowFindings,
): void => {
  const { messages: own, tools } = row;
  // Whatever else the row has is for the grader, in any form.
  checkMessages(own, { defined: checkDefinitions({ tools }, findings), within: "" }, findings);
  const messages = listIn(own);
  if (messages.length > 0 && roleOf(messages.at(-1)) !== "user")
    findings.refuse("Its last message is not the user's.", `message ${messages.length}`);
  if (service === "azure" && messages.some((message) => roleOf(message) === "system"))
    findings.refuse(
      "It has a system message, which Azure's reinforcement training refuses. Set Move System Messages to true, or move its text into the user's message.",
    );
  for (const name of graderFields) {
    const found = findField(row, name);
    if (!found || !("value" in found) || !isPresent(found.value))
      findings.refuse(`It has no ${name}, which the grader reads.`);
  }
};

const checkImages = (row: TrainingRow, findings: RowFindings): number => {
  const messages = listIn(row["messages"] ?? fieldsOf(row["input"])["messages"]);
  const images = messages
    .flatMap((message) => listIn(fieldsOf(message)["content"]))
    .filter((part) => fieldsOf(part)["type"] === "image_url").length;
  if (images > mostImages) findings.refuse(`It has more than ${mostImages} images.`);
  else if (images > usualImages)
    findings.note(`It has more than ${usualImages} images, the most that OpenAI takes.`);
  return images;
};

/** Escapes of JSON, one after the other, so that a backslash that is escaped itself begins none. */
const escapes = /\\(?:(u00[01]|b|f)|[\s\S])/g;
/** Characters of control that JSON does not escape. */
const plainControls = /[\u007f-\u009f]/;

/** True where a text of the row has characters that show nothing, line ends and tabs aside. */
const hasControls = (line: string): boolean => {
  if (plainControls.test(line)) return true;
  if (!/\\[ubf]/.test(line)) return false;
  for (const [, control] of line.matchAll(escapes)) if (control !== undefined) return true;
  return false;
};

/**
 * Looks at a row as the service would.
 * @param line - the row as JSON, in which characters that can't be shown are escaped
 * @returns how many images it has
 */
export const checkRow = (row: TrainingRow, line: string, rules: RowRules, findings: RowFindings): number => {
  if (rules.method === "supervised") checkSupervised(row, findings);
  else if (rules.method === "preference") checkPreference(row, findings);
  else checkReinforcement(row, rules, findings);
  if (wellFormedJson(line) !== line)
    findings.refuse("It has half a character (a surrogate without its other half).");
  if (hasControls(line)) findings.note("It has control characters, such as NUL.");
  return checkImages(row, findings);
};
