import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { nameInput } from "../../inputs/kinds";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { readJobEvents } from "../../tasks/fineTuning/jobEvents";
import { eventsShape, exampleEvents, showEvents } from "./jobEvent";

/** Lists what happened to a fine-tuning job. */
export const listFineTuningEvents = serviceAction({
  label: "List Fine-Tuning Events",
  description: "List what happened to a fine-tuning job, with the metrics of its steps",
  inputs: {
    connection,
    jobId,
    newerThan: nameInput({
      label: "Newer Than",
      comments:
        "The id of an event, such as newestEventId of the run before: what came after it is read, over as many pages as it takes.",
      placeholder: "Enter the id of an event",
      example: "ftevent-abc123",
    }),
    limit,
    after,
    fetchAll,
    requestOptions,
  },
  effect: "reads",
  run: async (client, { jobId, newerThan, limit, after, fetchAll }) =>
    showEvents(await readJobEvents(client, jobId, { newerThan, limit, after, readAll: fetchAll }), newerThan),
  output: eventsShape,
  example: exampleEvents,
});
