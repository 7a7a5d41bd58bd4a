import type { Client } from "../../client/createClient";
import { refuse } from "../../inputs/cleaners";
import type { Prompt } from "../../inputs/prompts";
import { checkNoPlaceholders, checkTemplateFields, checkUseOfRecords } from "../../inputs/promptTemplate";
import type { DataRecord } from "../../inputs/records";
import { refuseIdle, requireOne } from "../../inputs/rivalInputs";
import type { CreatedOutput } from "../../output/createdBatches";
import { createTurns } from "../../pacing/turns";
import type { PromptTemplate } from "../../text/promptTemplate";
import { promptRows, type SharedRequest } from "../prompts/promptRows";
import { createFromRows, type RowSettings } from "./createFromRows";

/** The inputs that a batch's prompts come from. */
interface PromptInputs extends RowSettings {
  messages?: Prompt[] | undefined;
  records?: DataRecord[] | undefined;
  promptTemplate?: PromptTemplate | undefined;
  systemPrompt?: string | undefined;
  allowMissingFields?: boolean | undefined;
}

/** The prompt of each record. */
const recordPrompts = (
  records: readonly DataRecord[],
  { promptTemplate, systemPrompt, allowMissingFields }: PromptInputs,
): ((index: number) => Prompt) => {
  if (!promptTemplate)
    return refuse("Prompt Template", "", "Enter a prompt with a placeholder such as {{name}}.");
  checkTemplateFields(promptTemplate, records, allowMissingFields);
  checkUseOfRecords(promptTemplate, records, false);
  checkNoPlaceholders("System Prompt", systemPrompt, records);
  return (index) => promptTemplate.render(records[index] ?? {});
};

/**
 * Creates batches of prompts, or of records and a template.
 * @param shared - the settings of all requests
 * @throws InputError with an input's label, before anything is sent; it names a row that can't be sent.
 */
export const createFromPrompts = async (
  client: Client,
  inputs: PromptInputs,
  shared: SharedRequest,
): Promise<CreatedOutput> => {
  const { messages, records = [], systemPrompt } = inputs;
  requireOne(["Messages", messages], ["Records", inputs.records]);
  if (messages) refuseIdle(["Prompt Template", inputs.promptTemplate], "it is for Records");
  const label = messages ? "Messages" : "Records";
  const { length: count } = messages ?? records;
  const promptOf = messages ? (index: number) => messages[index] ?? "" : recordPrompts(records, inputs);
  const nextTurn = createTurns(client);
  const rows = await promptRows({ label, count, promptOf }, shared, systemPrompt, client.endpoint, nextTurn);
  return createFromRows(client, { label, rows }, inputs, nextTurn);
};
