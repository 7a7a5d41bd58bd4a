import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import type { Prompt } from "../../inputs/prompts";
import { checkNoPlaceholders, checkTemplateFields, checkUseOfRecords } from "../../inputs/promptTemplate";
import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import type { PromptTemplate } from "../../text/promptTemplate";
import { promptRows, type SharedRequest } from "../prompts/promptRows";
import type { BatchRows } from "./batchRows";
import { type JsonLines, jsonLineRows } from "./jsonLineRows";

/** The inputs that the rows of a batch can come from. */
interface BatchSource {
  messages?: Prompt[] | undefined;
  records?: DataRecord[] | undefined;
  promptTemplate?: PromptTemplate | undefined;
  allowMissingFields?: boolean | undefined;
  jsonLines?: JsonLines | undefined;
  inputFileId?: string | undefined;
}

const all = "Messages, Records, JSON Lines and Input File ID";

const filledIn = ({ messages, records, jsonLines, inputFileId }: BatchSource): string[] =>
  [
    messages && "Messages",
    records && "Records",
    jsonLines && "JSON Lines",
    inputFileId && "Input File ID",
  ].filter((name) => name !== undefined) as string[];

/** The label of the one source that was filled in. */
const sourceLabel = (source: BatchSource): string => {
  const labels = filledIn(source);
  const [label] = labels;
  if (!label) throw new Error(`${all}: all of these are empty. Enter one of them.`);
  if (labels.length > 1) {
    throw new Error(`${labels.join(", ")}: these are filled in together. Enter one of ${all}.`);
  }
  return label;
};

/** The label of the source, and its rows; those of an uploaded file are the service's to know. */
interface SourceRows {
  label: string;
  rows?: BatchRows;
}

/**
 * The rows of a batch from the one source that was filled in.
 * @throws Error by the label of the source, with the row that can't be sent.
 */
export const sourceRows = async (
  source: BatchSource,
  shared: SharedRequest,
  systemPrompt: string | undefined,
  endpoint: ModelsEndpoint,
  nextTurn: NextTurn,
): Promise<SourceRows> => {
  const label = sourceLabel(source);
  const { messages, records, promptTemplate, jsonLines } = source;
  const rowsOf = (count: number, promptOf: (index: number) => Prompt): Promise<BatchRows> =>
    promptRows({ label, count, promptOf }, shared, systemPrompt, endpoint, nextTurn);
  if (messages) return { label, rows: await rowsOf(messages.length, (index) => messages[index] ?? "") };
  if (records) {
    if (!promptTemplate) {
      throw new Error("Prompt Template: it is empty. Enter a prompt with a placeholder such as {{name}}.");
    }
    checkTemplateFields(promptTemplate, records, source.allowMissingFields);
    checkUseOfRecords(promptTemplate, records, false);
    checkNoPlaceholders("System Prompt", systemPrompt, records);
    const rows = await rowsOf(records.length, (index) => promptTemplate.render(records[index] ?? {}));
    return { label, rows };
  }
  return { label, ...(jsonLines && { rows: await jsonLineRows(label, jsonLines, nextTurn) }) };
};
