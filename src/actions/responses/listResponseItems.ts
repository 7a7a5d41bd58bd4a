import type { ResponseItem } from "openai/resources/responses/responses";
import { path } from "../../client/endpoint/path";
import { connection } from "../../inputs/connection";
import { choiceInput } from "../../inputs/kinds";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { listShape } from "../../output/list";
import { serviceAction } from "../../output/serviceAction";
import { serviceObject, text } from "../../output/shape";
import { readList } from "../../tasks/lists/readList";
import type { ListPage } from "../../tasks/lists/readPages";
import { responseId } from "./responseInputs";

/** Lists what a response was made of. */
export const listResponseItems = serviceAction({
  label: "List Response Input Items",
  description: "List the items that a response was made of, with those that it goes on from",
  inputs: {
    connection,
    responseId,
    order: choiceInput({
      label: "Order",
      comments: "Which items come first. Empty leaves it to the service: the newest.",
      placeholder: "Choose an order",
      example: "asc",
      choices: { asc: "Oldest First", desc: "Newest First" },
    }),
    limit,
    after,
    fetchAll,
    requestOptions,
  },
  effect: "reads",
  run: (client, { responseId, order, limit, ...paging }) =>
    readList<ResponseItem>(paging, async (after) => {
      const settings = { limit, order, after };
      const query = Object.entries(settings).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, String(value)] as const],
      );
      return (await client.json("GET", path`/responses/${responseId}/input_items`, { query })) as ListPage;
    }),
  output: listShape(
    serviceObject<ResponseItem>()({ id: text(), type: text("message, function_call and so on") }),
  ),
  example: {
    data: [
      {
        id: "msg_abc123",
        type: "message",
        status: "completed",
        role: "user",
        content: [{ type: "input_text", text: "Where was the 2020 World Series played?" }],
      },
    ],
    has_more: false,
    next: null,
  },
});
