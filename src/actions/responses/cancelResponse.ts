import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleResponse, responseShape, showResponse } from "../../output/response";
import { serviceAction } from "../../output/serviceAction";
import { cancelKept, readKept } from "../../tasks/responses/readKept";
import { responseId } from "./responseInputs";

/** Ends a background response. One that has ended stays as it is, and is the result. */
export const cancelResponse = serviceAction({
  label: "Cancel Response",
  description: "Cancel a background response; one that has ended stays as it is",
  inputs: { connection, responseId, requestOptions },
  effect: "changes",
  run: async (client, { responseId }) =>
    showResponse(await readKept(client, await cancelKept(client, responseId))),
  output: responseShape,
  example: {
    ...exampleResponse(),
    status: "cancelled",
    outcome: null,
    output_text: "",
    output: [],
    items: [],
  },
});
