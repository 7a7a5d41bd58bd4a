import { action } from "@prismatic-io/spectral";
import { answeredObject } from "../../bulk/batch/answeredObject";
import { createClient } from "../../client/createClient";
import { firstRow, optionalRecords, rowLimit } from "../../inputs/batch";
import { batchIds } from "../../inputs/batchIds";
import { connection } from "../../inputs/connection";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { batchProperties, exampleBatch } from "../batchOutput";
import { exampleCompletion } from "../chatOutput";
import { listOf, objectOf, objectOrNull, outputOf } from "../outputOf";
import { costSchema, usageSumSchema } from "../usage";
import { type ResultsOutput, resultsOutput } from "./resultsOutput";

const label = "Get Batch Results";
const defaultRowLimit = 10_000;

const example = resultsOutput(
  [{ ...exampleBatch, request_counts: { total: 1, completed: 1, failed: 0 } }],
  {
    results: [
      {
        index: 0,
        isPlaceKnown: true,
        customId: "row-0",
        status: "succeeded",
        response: { ...exampleCompletion },
        error: null,
      },
    ],
    total: 1,
    strayLines: 0,
    warnings: [],
  },
  0,
  undefined,
  { inputPrice: 1.25, outputPrice: 7.5 },
);

const records = {
  ...optionalRecords,
  comments:
    "The records that the batches were made of: each result gets its own beside it. Empty leaves them out.",
};

/** Reads what a batch answered, in the order of its rows. */
export const getBatchResults = action({
  display: { label, description: "Get the results of batches, in the order of their rows" },
  inputs: { connection, batchIds, records, firstRow, rowLimit, prices, requestOptions },
  perform: async (context, params): Promise<{ data: ResultsOutput }> => {
    const client = createClient(context, { ...params, action: label });
    const batches = [];
    for (const id of params.batchIds) {
      const batch = await client.withResource((openai) => openai.batches.retrieve(id));
      batches.push(answeredObject(label, "batch", batch));
    }
    const page = { firstRow: params.firstRow ?? 0, rowCount: params.rowLimit ?? defaultRowLimit };
    const { readBatchResults } = await import("../../bulk/batch/readBatchResults");
    const results = await readBatchResults(client, label, batches, page);
    return { data: resultsOutput(batches, results, page.firstRow, params.records, params.prices) };
  },
  performSafety: "safe",
  examplePerform: async () => ({ data: example }),
  examplePayload: { data: example },
  outputSchema: outputOf({
    results: listOf(
      objectOf({
        index: { type: "number", description: "Place of the row among those of all batches, from 0" },
        customId: { type: "string" },
        status: { type: "string", description: "succeeded, failed, expired, cancelled, pending or missing" },
        output_text: { type: ["string", "null"] },
        output_json: { description: "The text as an object or list, where it is one; null where not" },
        response: {
          type: ["object", "array", "string", "null"],
          description: "The body of the answer, as the service gave it: an object as a rule",
        },
        error: objectOrNull({
          message: { type: "string" },
          status: { type: "number" },
          code: { type: "string" },
        }),
        record: objectOf({}),
      }),
    ),
    counts: objectOf({
      total: { type: "number" },
      returned: { type: "number" },
      succeeded: { type: "number" },
      failed: { type: "number" },
      expired: { type: "number" },
      cancelled: { type: "number" },
      pending: { type: "number" },
      missing: { type: "number" },
      strayLines: { type: "number" },
    }),
    usage: usageSumSchema,
    cost: costSchema,
    nextRow: { type: ["number", "null"], description: "Enter it as First Row to go on; null at the end" },
    isFinished: { type: "boolean" },
    warning: {
      type: ["string", "null"],
      description:
        "Why rows of this page are missing or out of order, where a file of the service could not be read",
    },
    batches: listOf(objectOf(batchProperties)),
  }),
});
