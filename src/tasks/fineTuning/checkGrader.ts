import type { Client } from "../../client/createClient";
import { AzureOpenAIError, addNote, isOwnError } from "../../client/errors/errors";
import { statedProblem } from "../../output/statedProblem";
import { fieldsOf, type JsonObject } from "../../text/isObject";

/** What the service does not offer, as dated versions and gateways, checks nothing. */
const isNotOffered = (status: number | undefined): boolean =>
  status === 404 || status === 405 || status === 501;

/**
 * Has the service check a grader, which costs nothing.
 * @returns why it was not checked; undefined where it is right.
 * @throws AzureOpenAIError that says what is wrong with it; the client's errors.
 */
export const checkGrader = async (client: Client, grader: JsonObject): Promise<string | undefined> => {
  try {
    const answer = fieldsOf(
      await client.json("POST", "/fine_tuning/alpha/graders/validate", { body: { grader } }),
    );
    if (answer["valid"] !== false) return undefined;
    const stated = statedProblem(answer["errors"] ?? answer["error"]);
    throw new AzureOpenAIError(
      {
        what: `${client.action}: the service says that Grader is not valid.`,
        sentence: stated?.message,
        mend: "Correct Grader; nothing was created.",
      },
      { kind: "rejected", attempts: 1, ...(stated?.code && { code: stated.code }) },
    );
  } catch (error) {
    if (!isOwnError(error)) throw error;
    if (isNotOffered(error.status))
      return "The grader was not checked: this service offers no check of graders.";
    if (error.status === 400 || error.status === 422)
      addNote(error, "This is about Grader; nothing was created.");
    throw error;
  }
};
