import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { endedResponseShape, exampleServiceResponse, showEnded } from "../../output/response";
import { serviceAction } from "../../output/serviceAction";
import { cancelKept } from "../../tasks/responses/readKept";
import { responseId } from "./responseInputs";

/** Ends a background response. One that has ended stays as it is, and is the result. */
export const cancelResponse = serviceAction({
  label: "Cancel Response",
  description: "Cancel a background response; one that has ended stays as it is",
  inputs: { connection, responseId, requestOptions },
  effect: "changes",
  run: async (client, { responseId }) => {
    const response = await cancelKept(client, responseId);
    return showEnded(response, client.priceOf(response.model));
  },
  output: endedResponseShape,
  example: showEnded({ ...exampleServiceResponse, status: "cancelled", output: [] }, undefined),
});
