import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleResponse, responseShape, showResponse } from "../../output/response";
import { serviceAction } from "../../output/serviceAction";
import { readKept, retrieveResponse } from "../../tasks/responses/readKept";
import { responseId } from "./responseInputs";
import { include } from "./responseSettings";

/** Reads a response that the service keeps. */
export const getResponse = serviceAction({
  label: "Get Response",
  description: "Get a response that the service keeps, such as one that was created in the background",
  inputs: { connection, responseId, include, requestOptions },
  effect: "reads",
  run: async (client, { responseId, include }) =>
    showResponse(await readKept(client, await retrieveResponse(client, responseId, include))),
  output: responseShape,
  example: exampleResponse(),
});
