import { requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

const response = { responseId: "resp_abc123" };

const messages = ["Say one", "Say two"].map((content) => ({ type: "message", role: "user", content }));

/** The items of a response, a page behind one of them, and all. */
export const listResponseItems: StepCase = {
  required: response,
  every: [
    { ...response, order: "desc", limit: "1", after: "msg_abc123" },
    { ...response, fetchAll: "true", requestOptions },
  ],
  prepare: async (run) => {
    const created = await run("createResponse", { inputItems: JSON.stringify(messages) });
    const responseId = (created as { id: string }).id;
    const { data } = (await run("listResponseItems", { responseId })) as { data: Array<{ id: string }> };
    return { responseId, after: data[0]?.id ?? "" };
  },
};
