import type { ModelDeleted } from "openai/resources/models";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError, ifReadable, isOwnError, type OwnError } from "../../client/errors/errors";
import { isObject } from "../../text/isObject";
import { didYouMean, listedNames, shownName } from "../../text/nearestNames";
import { findAccount } from "../deployments/findAccount";
import type { Ways } from "./catalogue";
import { deployedModels } from "./deployedModels";
import { isFineTunedName } from "./fineTunedName";
import { serviceModels } from "./serviceModels";

/** The names of the deployments that run a model, or a checkpoint of it; undefined where they can't be read. */
const deploymentsOf = ({ manager, place }: Ways, model: string): Promise<string[] | undefined> =>
  ifReadable(async () => {
    if (!manager) return undefined;
    const deployed = await deployedModels(manager, await findAccount(manager, place));
    return deployed
      .filter(({ model: name }) => name === model || name?.startsWith(`${model}:`))
      .map(({ name }) => name);
  });

const rephrased = (error: OwnError, what: string, mend: string): AzureOpenAIError => {
  const { kind = "rejected", status, code, requestId, attempts = 1, sentence } = error;
  return new AzureOpenAIError(
    { what, sentence, mend },
    { kind, attempts, ...(status && { status }), ...(code && { code }), ...(requestId && { requestId }) },
  );
};

const missing = async (client: Client, model: string, error: OwnError): Promise<Error> => {
  const models = await ifReadable(() => serviceModels(client));
  const names = models?.filter(({ isFineTuned }) => isFineTuned).map(({ id }) => id) ?? [];
  return rephrased(
    error,
    `${client.action}: no fine-tuned model is named ${shownName(model)} at ${client.endpoint.origin}.`,
    didYouMean(model, names).trim() || "It may have been deleted before, or belong to another resource.",
  );
};

const inUse = async (ways: Ways, model: string, error: OwnError): Promise<Error> => {
  const names = await deploymentsOf(ways, model);
  const which = names?.length ? `It is deployed as ${listedNames(names)}: delete` : "Delete";
  return rephrased(
    error,
    `${ways.client.action}: ${shownName(model)} is in use.`,
    `${which} its deployments with Delete Deployment, then run the step again.`,
  );
};

/** A refusal for what still runs the model; services say it with several statuses. */
const isOfUse = ({ status, sentence = "" }: OwnError): boolean =>
  status === 409 || (status === 400 && /\bdeploy|\bin use\b/i.test(sentence));

/**
 * Deletes a fine-tuned model. A base model, which no customer can delete, is refused before anything is sent.
 * @throws AzureOpenAIError that names what is near, or which deployments use the model; and the client's errors.
 */
export const removeModel = async (ways: Ways, model: string): Promise<ModelDeleted> => {
  const { client } = ways;
  if (!isFineTunedName(model)) {
    throw new AzureOpenAIError(
      {
        what: `${client.action}: ${shownName(model)} is not the name of a fine-tuned model, and others can't be deleted.`,
        mend: "Enter a name such as ft:gpt-4.1:my-org::abc123 on OpenAI, gpt-4.1-2025-04-14.ft-0123abcd on Azure; a deployment is deleted with Delete Deployment.",
      },
      { kind: "rejected", attempts: 0 },
    );
  }
  try {
    const answer: unknown = await client.withResource((openai) => openai.models.delete(model));
    // Azure answers 204 without a body.
    return isObject(answer)
      ? (answer as unknown as ModelDeleted)
      : { id: model, object: "model", deleted: true };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    if (error.status === 404) throw await missing(client, model, error);
    throw isOfUse(error) ? await inUse(ways, model, error) : error;
  }
};
