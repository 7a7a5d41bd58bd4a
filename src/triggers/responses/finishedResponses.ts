import type { Response } from "openai/resources/responses/responses";
import { exampleServiceResponse, serviceResponseShape } from "../../output/response";
import { hasCalls, responseOutcome, responseOutcomeShape } from "../../output/responseOutcome";
import { described, listOf, type Of, objectOf, text } from "../../output/shape";
import { firstAnswer } from "../../text/firstAnswer";

/** Shape of the trigger's data: the responses that finished since the former poll. */
export const finishedResponsesShape = objectOf({
  responses: described(
    "The responses that finished since the former poll, the earliest end first",
    listOf(
      objectOf({
        id: text("The Response ID of a next step"),
        outcome: responseOutcomeShape,
        output_text: text("The text of the answer; empty where it has none"),
        response: serviceResponseShape,
      }),
    ),
  ),
});

/** The trigger's data. */
type FinishedResponses = Of<typeof finishedResponsesShape>;

/** Makes the trigger's data of finished responses. */
export const showFinishedResponses = (responses: readonly Response[]): FinishedResponses => ({
  responses: responses.map((response) => ({
    id: response.id,
    outcome: responseOutcome(response, hasCalls(response)),
    output_text: firstAnswer(response).text ?? "",
    response,
  })),
});

/** Example of the trigger's data. */
export const exampleFinishedResponses = showFinishedResponses([exampleServiceResponse]);
