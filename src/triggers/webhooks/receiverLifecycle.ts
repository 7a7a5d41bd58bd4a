import { createClient } from "../../client/createClient";
import type { StepContext } from "../../client/createStep";
import type { ConnectionValue } from "../../client/identity/credential";
import type { RequestOptionsInput } from "../../client/retry/requestOptions";
import { refuse } from "../../inputs/cleaners";
import { refuseIdle } from "../../inputs/rivalInputs";
import { refuseInput } from "../../text/InputError";
import { type ReceiverRegistry, receiverRegistry } from "./receiverRegistry";
import { registerReceiver } from "./registerReceiver";
import { type ReceiverContext, type ReceiverState, readReceiver, saveReceiver } from "./savedReceiver";
import { eventTypes, usualEvents } from "./webhookInputs";

/** The part of the context that a flow's deployment uses. */
interface DeploymentContext extends StepContext, ReceiverContext {
  flow: ReceiverContext["flow"] & { name: string };
  integration: { name: string };
  webhookUrls: Readonly<Record<string, string>>;
}

/** The values of the trigger's form. */
interface ReceiverParams {
  connection: ConnectionValue | undefined;
  signingSecret: string[] | undefined;
  eventTypes: string[] | undefined;
  requestOptions: RequestOptionsInput | string | undefined;
}

const label = "Webhook";

const registryOf = (
  context: StepContext,
  { connection, requestOptions }: ReceiverParams,
): ReceiverRegistry | undefined =>
  connection &&
  // Azure has webhook receivers only in the v1 API.
  receiverRegistry(createClient(context, { action: label, connection, requestOptions, apiVersion: "v1" }));

/**
 * Creates the receiver of a deployed flow, or updates the one it has. None is created or kept where the builder has
 * entered a signing secret.
 * @throws InputError when an input is missing or must be left empty; the client's errors.
 */
export const createReceiver = async (
  context: DeploymentContext,
  params: ReceiverParams,
): Promise<ReceiverState | undefined> => {
  const saved = readReceiver(context);
  const registry = registryOf(context, params);
  if (params.signingSecret) {
    refuseIdle(
      [eventTypes.label, params.eventTypes],
      "Signing Secret is that of a receiver with its own list",
    );
    if (!saved) return undefined;
    await registry?.remove(saved.id);
    return saveReceiver(context, null);
  }
  const url = context.webhookUrls[context.flow.name];
  if (!registry) return refuse("Connection", "", "Choose a connection, or enter Signing Secret.");
  if (typeof url !== "string" || url === "") return refuseInput(label, "the flow has no webhook URL.");
  const wanted = {
    name: `${context.integration.name}: ${context.flow.name}`.slice(0, 64),
    url,
    event_types: params.eventTypes ?? usualEvents,
  };
  const receiver = await registerReceiver(registry, saved, wanted, (line) => context.logger.warn(line));
  context.logger.info(`${label}: ${receiver.id} is the webhook receiver of this flow.`);
  return saveReceiver(context, receiver);
};

/** Deletes the receiver when the instance of its flow is deleted. */
export const deleteReceiver = async (
  context: DeploymentContext,
  params: ReceiverParams,
): Promise<ReceiverState | undefined> => {
  const saved = readReceiver(context);
  if (!saved) return undefined;
  const registry = registryOf(context, params);
  if (registry) await registry.remove(saved.id);
  else
    context.logger.warn(`${label}: without a connection, the receiver ${saved.id} stays. Delete it by hand.`);
  return saveReceiver(context, null);
};
