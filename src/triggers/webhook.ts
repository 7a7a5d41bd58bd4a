import { type HttpResponse, type TriggerPayload, trigger } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { requestOptions } from "../inputs/requestOptions";
import { withOutput } from "../output/shape";
import { examplePayload } from "./examplePayload";
import { rawBytes } from "./webhooks/rawBytes";
import { createReceiver, deleteReceiver } from "./webhooks/receiverLifecycle";
import { readReceiver } from "./webhooks/savedReceiver";
import { readSeen, rememberDelivery } from "./webhooks/seenDeliveries";
import { verifyDelivery } from "./webhooks/verifyDelivery";
import { exampleEvent, parseEvent, webhookEventShape } from "./webhooks/webhookEvent";
import { eventTypes, signingSecret, webhookConnection } from "./webhooks/webhookInputs";

const eventBranch = "Event";
const duplicateBranch = "Duplicate";

/** The answer to a delivery. The service waits 10 seconds for one with a 2xx, else it delivers again. */
const accepted: HttpResponse = { statusCode: 200, contentType: "text/plain", body: "" };

/** The result of a delivery. */
interface Received {
  payload: TriggerPayload;
  branch: string;
  response: HttpResponse;
  instanceState?: Record<string, unknown>;
}

const received = (payload: TriggerPayload, body: Buffer | undefined, branch: string): Received => {
  const event = parseEvent(body?.toString("utf8") ?? "");
  return { payload: { ...payload, body: { ...payload.body, data: event } }, branch, response: accepted };
};

const exampleHeaders = {
  "content-type": "application/json",
  "webhook-id": "wh_2c9d",
  "webhook-timestamp": "1795253401",
  "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
};

const definition = trigger({
  display: {
    label: "Webhook",
    description:
      "Receive signed events of Azure OpenAI or OpenAI, such as a batch, background response or fine-tuning job that has ended",
  },
  inputs: { connection: webhookConnection, eventTypes, signingSecret, requestOptions },
  perform: async (context, payload: TriggerPayload, params): Promise<Received> => {
    // A test in the designer has a payload that nobody has signed.
    if (context.isSimulatedTestExecution)
      return received(payload, rawBytes(payload.rawBody?.data), eventBranch);
    const nowSeconds = clock.now() / 1000;
    const { signingSecret: entered } = params;
    const secrets = {
      texts: entered ?? [readReceiver(context)?.secret ?? ""],
      areEntered: entered !== undefined,
    };
    const delivery = { headers: payload.headers, rawBody: payload.rawBody?.data };
    const { webhookId, body } = verifyDelivery(delivery, secrets, nowSeconds);
    const seen = readSeen(context.instanceState);
    if (seen.some(([id]) => id === webhookId)) return received(payload, body, duplicateBranch);
    return {
      ...received(payload, body, eventBranch),
      instanceState: rememberDelivery(seen, webhookId, Math.floor(nowSeconds)),
    };
  },
  webhookLifecycleHandlers: { create: createReceiver, delete: deleteReceiver },
  scheduleSupport: "invalid",
  synchronousResponseSupport: "invalid",
  allowsBranching: true,
  staticBranchNames: [eventBranch, duplicateBranch],
  examplePayload: {
    payload: examplePayload(exampleEvent, exampleHeaders, JSON.stringify(exampleEvent)),
    branch: eventBranch,
    response: accepted,
  },
});

/** Starts the flow when the service reports an event. */
export const webhook = withOutput(definition, webhookEventShape);
