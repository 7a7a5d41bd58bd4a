import { requestOptions } from "../groups";
import { createdResponse } from "../preparations";
import type { StepCase } from "../stepCase";

const response = { responseId: "resp_abc123" };

/** The items of a response, a page behind one of them, and all. */
export const listResponseItems: StepCase = {
  required: response,
  every: [
    { ...response, order: "asc", limit: "1", after: "msg_abc123", include: ["reasoning.encrypted_content"] },
    { ...response, fetchAll: "true", requestOptions },
  ],
  prepare: async (run) => {
    const created = await createdResponse(run);
    const { data } = (await run("listResponseItems", created)) as { data: Array<{ id: string }> };
    return { ...created, after: data[0]?.id ?? "" };
  },
};
