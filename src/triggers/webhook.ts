import { type HttpResponse, type TriggerPayload, trigger } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { createClient } from "../client/createClient";
import type { StepContext } from "../client/createStep";
import type { ConnectionValue } from "../client/identity/credential";
import type { RequestOptionsInput } from "../client/retry/requestOptions";
import { requestOptions } from "../inputs/requestOptions";
import { withOutput } from "../output/shape";
import { examplePayload } from "./examplePayload";
import { type EndpointRegistry, endpointRegistry } from "./webhooks/endpointRegistry";
import { rawBytes } from "./webhooks/rawBytes";
import { registerEndpoint } from "./webhooks/registerEndpoint";
import { readEndpoint, saveEndpoint } from "./webhooks/savedEndpoint";
import { readSeen, rememberDelivery } from "./webhooks/seenDeliveries";
import { verifyDelivery } from "./webhooks/verifyDelivery";
import { exampleEvent, parseEvent, type WebhookEvent, webhookEventShape } from "./webhooks/webhookEvent";
import { eventTypes, signingSecret, usualEvents, webhookConnection } from "./webhooks/webhookInputs";

const label = "Webhook";
const eventBranch = "Event";
const duplicateBranch = "Duplicate";

/** The service waits 10 seconds for an answer of this kind, and delivers again without one. */
const accepted: HttpResponse = { statusCode: 200, contentType: "text/plain", body: "" };

const exampleHeaders = {
  "content-type": "application/json",
  "webhook-id": "wh_2c9d",
  "webhook-timestamp": "1795253401",
  "webhook-signature": "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
};

const registryOf = (
  context: StepContext,
  connection: ConnectionValue | undefined,
  options: RequestOptionsInput | string | undefined,
): EndpointRegistry | undefined => {
  if (!connection) return undefined;
  const client = createClient(context, {
    action: label,
    connection,
    requestOptions: options,
    // Azure has webhook endpoints on the v1 API alone.
    apiVersion: "v1",
  });
  return endpointRegistry(client, label);
};

const definition = trigger({
  display: {
    label,
    description:
      "Receive signed events of Azure OpenAI or OpenAI, such as a batch, background response or fine-tuning job that has ended",
  },
  inputs: { connection: webhookConnection, signingSecret, eventTypes, requestOptions },
  perform: async (
    context,
    payload: TriggerPayload,
    params,
  ): Promise<{
    payload: TriggerPayload;
    branch: string;
    response?: HttpResponse;
    instanceState?: Record<string, unknown>;
  }> => {
    const withEvent = (event: WebhookEvent): TriggerPayload => ({
      ...payload,
      body: { ...payload.body, data: event },
    });
    if (context.isSimulatedTestExecution) {
      // The designer's own payload, which nobody has signed.
      const event = parseEvent((rawBytes(payload.rawBody?.data) ?? Buffer.alloc(0)).toString("utf8"));
      return { payload: withEvent(event), branch: eventBranch, response: accepted };
    }
    const nowSeconds = clock.now() / 1000;
    const secrets = params.signingSecret ?? [readEndpoint(context)?.secret ?? ""];
    const delivery = { headers: payload.headers, rawBody: payload.rawBody?.data };
    const { webhookId, body } = verifyDelivery(delivery, secrets, nowSeconds);
    const result = { payload: withEvent(parseEvent(body.toString("utf8"))), response: accepted };
    const seen = readSeen(context.instanceState);
    if (seen.some(([id]) => id === webhookId)) return { ...result, branch: duplicateBranch };
    return {
      ...result,
      branch: eventBranch,
      instanceState: rememberDelivery(seen, webhookId, Math.floor(nowSeconds)),
    };
  },
  webhookLifecycleHandlers: {
    create: async (context, params) => {
      const saved = readEndpoint(context);
      const registry = registryOf(context, params.connection, params.requestOptions);
      if (params.signingSecret) {
        if (!saved) return undefined;
        await registry?.remove(saved.id);
        return saveEndpoint(context, null);
      }
      const url = context.webhookUrls[context.flow.name];
      if (!registry)
        throw new Error("Connection: it is empty. Choose a connection, or enter Signing Secret.");
      if (typeof url !== "string" || url === "") throw new Error(`${label}: the flow has no webhook URL.`);
      const wanted = {
        name: `${context.integration.name}: ${context.flow.name}`.slice(0, 64),
        url,
        event_types: params.eventTypes ?? usualEvents,
      };
      const endpoint = await registerEndpoint(registry, saved, wanted, (line) => context.logger.warn(line));
      context.logger.info(`${label}: ${endpoint.id} is the webhook endpoint of this flow.`);
      return saveEndpoint(context, endpoint);
    },
    delete: async (context, params) => {
      const saved = readEndpoint(context);
      if (!saved) return undefined;
      const registry = registryOf(context, params.connection, params.requestOptions);
      if (registry) await registry.remove(saved.id);
      else
        context.logger.warn(
          `${label}: without a connection, the endpoint ${saved.id} stays. Delete it by hand.`,
        );
      return saveEndpoint(context, null);
    },
  },
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
