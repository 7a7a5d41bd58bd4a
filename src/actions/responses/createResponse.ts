import { exampleResponse, responseShape, showResponse } from "../../output/response";
import { serviceAction } from "../../output/serviceAction";
import { handOver } from "../../tasks/responses/handedOver";
import { createResponseInputs } from "./createResponseInputs";
import { responseQuestion } from "./responseRequest";
import { toolSecrets } from "./toolSecrets";

/** Lets a model answer by the Responses API, with the tools that the service runs itself. */
export const createResponse = serviceAction({
  label: "Create Response",
  description: "Create an answer with tools that the service runs: searches, code, images, remote servers",
  important: true,
  inputs: createResponseInputs,
  effect: "changes",
  secrets: toolSecrets,
  run: async (client, params, context) => {
    const question = await responseQuestion(client, params, context);
    const { askResponse } = await import("../../tasks/responses/askResponse");
    return showResponse(await askResponse(client, question));
  },
  remember: ({ id, status, background, fallback }, { endpoint }, { crossFlowState }) => {
    const at = fallback?.answeredBy.endpoint ?? endpoint.baseUrl;
    return handOver({ id, status, background, endpoint: at }, crossFlowState);
  },
  output: responseShape,
  example: exampleResponse([
    { type: "message", role: "user", content: "Where was the 2020 World Series played?" },
  ]),
});
