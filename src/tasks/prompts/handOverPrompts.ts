import type { Client } from "../../client/createClient";
import type { Prompt } from "../../inputs/prompts";
import { createdOutput, createdProperties } from "../../output/createdBatches";
import { described, listOf, number, type Of, objectOf } from "../../output/shape";
import { createTurns } from "../../pacing/turns";
import { createFromRows } from "../batches/createFromRows";
import { promptRows, type SharedRequest } from "./promptRows";

/** Batches of prompts that were handed over. */
export const handedOverShape = objectOf({
  ...createdProperties,
  promptIndexes: described(
    "Places in the list of prompts, one for each row of the batches",
    listOf(number()),
  ),
});

/** Batches of prompts that were handed over. */
export type HandedOver = Of<typeof handedOverShape>;

/** The prompts of a step for which there is no time. */
interface HandOver {
  client: Client;
  prompts: readonly Prompt[];
  /** Indexes of the prompts to hand over, in order. */
  indexes: number[];
  shared: SharedRequest;
  systemPrompt: string | undefined;
}

/**
 * Hands prompts over to batches. It never throws: prompts that are in no batch stay with the step, with the reason.
 */
export const handOverPrompts = async (handOver: HandOver): Promise<HandedOver> => {
  const { client, prompts, indexes, shared, systemPrompt } = handOver;
  try {
    const source = {
      label: "Messages",
      count: indexes.length,
      promptOf: (row: number): Prompt => prompts[indexes[row] ?? 0] ?? "",
    };
    const nextTurn = createTurns(client);
    const rows = await promptRows(source, shared, systemPrompt, client.endpoint, nextTurn);
    const settings = { fileName: "handed-over.jsonl" };
    const output = await createFromRows(client, { label: "Messages", rows }, settings, nextTurn);
    return { ...output, promptIndexes: indexes.slice(0, output.rowCount ?? 0) };
  } catch (error) {
    return { ...createdOutput({ created: [], error }, indexes.length), promptIndexes: [] };
  }
};
