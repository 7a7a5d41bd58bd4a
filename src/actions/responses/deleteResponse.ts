import { path } from "../../client/endpoint/path";
import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { flag, type Of, serviceObject, text } from "../../output/shape";
import { fieldsOf } from "../../text/isObject";
import { responseId } from "./responseInputs";

/** What the service answers to a deletion. */
interface ResponseDeleted {
  id: string;
  object: string;
  deleted: boolean;
}

const shape = serviceObject<ResponseDeleted>()({ id: text(), object: text(), deleted: flag() });

/** Deletes a response at the service. */
export const deleteResponse = serviceAction({
  label: "Delete Response",
  description: "Delete a response that the service keeps",
  inputs: { connection, responseId, requestOptions },
  effect: "changes",
  run: async (client, { responseId }): Promise<Of<typeof shape>> => {
    const answer = await client.json("DELETE", path`/responses/${responseId}`);
    // Some services answer 204 without a body, or leave fields empty.
    const said = Object.entries(fieldsOf(answer)).filter(([, value]) => value !== null);
    return { id: responseId, object: "response", deleted: true, ...Object.fromEntries(said) };
  },
  output: shape,
  example: { id: "resp_6f0a1b2c3d4e5f60718293a4b5c6d7e8", object: "response", deleted: true },
});
