import type { Client } from "../../client/createClient";
import { filledText } from "../../output/jobFields";
import { refuseInput } from "../../text/InputError";
import { fieldsOf, isObject } from "../../text/isObject";
import { methodChoices, methodLabels } from "../../text/methodLabels";
import { parseJsonExactly } from "../../text/parseJsonExactly";
import { type JobRequest, jobBody } from "./jobRequest";
import { listIn } from "./messageTexts";

/** OpenAI's families that learn from chat messages alone; others may take prompt and completion. */
const chatModel = /^(?:ft:)?(?:gpt-|o\d)/i;

/** What a row is, where that tells which methods can't train with it. */
interface RowForm {
  /** Completes "the first row is". */
  what: string;
  /** The methods that may fit; none fits a row that no method of the model trains with. */
  fitting: readonly string[];
}

const isPair = (row: unknown): boolean =>
  isObject(row) && ["preferred_output", "non_preferred_output"].every((name) => Array.isArray(row[name]));

/** The form of a row as it stands in a file; undefined where it tells nothing for sure. */
const formOf = (row: unknown): RowForm | undefined => {
  if (isPair(row))
    return { what: "a pair of a preferred and another answer", fitting: [methodChoices.preference] };
  const { messages, prompt, completion } = fieldsOf(row);
  const roles = listIn(messages).map((message) => fieldsOf(message)["role"]);
  if (roles.at(-1) === "assistant")
    return { what: "a chat that ends with the answer to learn", fitting: [methodChoices.supervised] };
  if (roles.length > 0 && roles.every((role) => typeof role === "string" && role !== "assistant"))
    return { what: "a chat without an assistant's answer", fitting: [methodChoices.reinforcement] };
  if (messages === undefined && typeof prompt === "string" && typeof completion === "string")
    return { what: "a prompt with a completion, and no chat", fitting: [] };
  return undefined;
};

/**
 * Compares the row that a file begins with with the job.
 * @param label - of the input that names the file
 * @throws InputError where the job would surely fail.
 */
const checkFirstRow = (
  line: string,
  { label, fileId, method, model }: { label: string; fileId: string; method: string; model: string },
): void => {
  let row: unknown;
  try {
    row = parseJsonExactly(line);
  } catch {
    // The service says best what is wrong with a file of another kind.
    return;
  }
  const form = formOf(row);
  const chosen = methodLabels[method];
  if (!form || chosen === undefined || form.fitting.includes(chosen)) return;
  const first = `the first row of ${fileId} is ${form.what}`;
  const [fitting = ""] = form.fitting;
  if (fitting !== "")
    refuseInput(
      "Method",
      `it is ${chosen}, and ${first}.`,
      `Choose ${fitting}, or enter another file under ${label}.`,
    );
  if (chatModel.test(model))
    refuseInput(
      label,
      `${first}, from which ${model} learns nothing.`,
      "Make the file with Prepare Training Data.",
    );
};

/**
 * Looks at the first row of each file of a job, where it can be read: the service finds a file of another method out
 * when the job has waited its turn.
 * @throws InputError by the label of the input where the job would surely fail.
 */
export const checkFileRows = async (client: Client, request: JobRequest): Promise<void> => {
  // What stands in Extra Parameters counts.
  const body = fieldsOf(jobBody(request, client.endpoint, undefined));
  const job = {
    method: filledText(fieldsOf(body["method"])["type"]) ?? "supervised",
    model: filledText(body["model"]) ?? "",
  };
  const files = [
    { label: "Training File ID", fileId: filledText(body["training_file"]) },
    { label: "Validation File ID", fileId: filledText(body["validation_file"]) },
  ];
  const read = files.map(async ({ label, fileId }) => {
    const line = fileId === null ? undefined : await client.firstLine(fileId);
    return fileId === null || line === undefined ? [] : [{ line, label, fileId }];
  });
  for (const { line, ...file } of (await Promise.all(read)).flat()) checkFirstRow(line, { ...job, ...file });
};
