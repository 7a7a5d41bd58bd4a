import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { ResourceRequest, ResourceRoute } from "../../server/route";
import { eventTypes } from "./eventTypes";
import { makeSigningSecret } from "./signedDelivery";
import { isOnLoopback, readNewSettings, readSettings, showWebhook, type Webhook } from "./webhook";
import type { WebhookSender } from "./webhookSender";

const pageSizes = { byDefault: 20, maximum: 100 };
const azure = ["azureV1"] as const;
const openai = ["openai"] as const;

/** The webhook endpoints: below `/dashboard` on Azure, which has no way to read a single one. */
export function webhookRoutes(sender: WebhookSender, nowMs: () => number): ResourceRoute[] {
  const { webhooks } = sender;

  const create = ({ body, flavour }: ResourceRequest): Answer => {
    const read = readNewSettings(body, flavour);
    if ("refusal" in read) return read.refusal;
    const createdAtMs = nowMs();
    const webhook: Webhook = {
      ...read.settings,
      id: `whe_${randomUUID().replaceAll("-", "")}`,
      secret: makeSigningSecret(),
      createdAtMs,
      updatedAtMs: createdAtMs,
    };
    webhooks.set(webhook.id, webhook);
    return jsonAnswer(showWebhook(webhook, true));
  };

  const list = ({ query }: ResourceRequest): Answer => {
    const cut = cursorPage([...webhooks.values()].reverse(), query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((webhook) => showWebhook(webhook)) });
  };

  /** Answers for a webhook endpoint that has to be there. */
  const withWebhook =
    (answer: (webhook: Webhook, request: ResourceRequest) => Answer | Promise<Answer>) =>
    (request: ResourceRequest): Answer | Promise<Answer> => {
      const webhook = webhooks.get(request.id);
      return webhook === undefined
        ? refuseMissing(`No webhook endpoint found with id '${request.id}'.`, request.flavour)
        : answer(webhook, request);
    };

  const update = withWebhook((webhook, { body, flavour }) => {
    const read = readSettings(body, flavour);
    if ("refusal" in read) return read.refusal;
    if (Object.keys(read.settings).length > 0) {
      Object.assign(webhook, read.settings, { updatedAtMs: nowMs() });
    }
    return jsonAnswer(showWebhook(webhook));
  });

  const remove = withWebhook(({ id }) => {
    webhooks.delete(id);
    return jsonAnswer({ id, object: "webhook_endpoint.deleted", deleted: true });
  });

  const rotateSecret = withWebhook((webhook) => {
    Object.assign(webhook, { secret: makeSigningSecret(), updatedAtMs: nowMs() });
    return jsonAnswer(showWebhook(webhook, true));
  });

  const test = withWebhook(async (webhook, { body, flavour }) => {
    const type = body["event_type"];
    if (typeof type !== "string" || !eventTypes(flavour).includes(type)) {
      return refuseField("event_type", "Invalid 'event_type': expected an event that can be subscribed to.");
    }
    if (!isOnLoopback(webhook.url)) {
      return refuseField("url", "The local endpoint sends to addresses of this machine alone.");
    }
    const { statuses } = await sender.deliver(webhook, sender.eventOf(type, "sample"), 1);
    const [status] = statuses;
    if (status === undefined) return refuseField("url", "The address did not answer.");
    return jsonAnswer({
      object: "webhook_endpoint.test",
      webhook_endpoint_id: webhook.id,
      event_type: type,
      status_code: status,
      success: true,
    });
  });

  const all = /^\/webhook_endpoints$/;
  const one = /^\/webhook_endpoints\/([^/]+)$/;
  const allOfAzure = /^\/dashboard\/webhook_endpoints$/;
  const oneOfAzure = /^\/dashboard\/webhook_endpoints\/([^/]+)$/;
  return [
    { method: "POST", path: allOfAzure, flavours: azure, answer: create },
    { method: "GET", path: allOfAzure, flavours: azure, answer: list },
    { method: "POST", path: oneOfAzure, flavours: azure, answer: update },
    { method: "DELETE", path: oneOfAzure, flavours: azure, answer: remove },
    { method: "POST", path: all, flavours: openai, answer: create },
    { method: "GET", path: all, flavours: openai, answer: list },
    {
      method: "GET",
      path: one,
      flavours: openai,
      answer: withWebhook((webhook) => jsonAnswer(showWebhook(webhook))),
    },
    { method: "POST", path: one, flavours: openai, answer: update },
    { method: "DELETE", path: one, flavours: openai, answer: remove },
    {
      method: "POST",
      path: /^\/webhook_endpoints\/([^/]+)\/rotate_secret$/,
      flavours: openai,
      answer: rotateSecret,
    },
    { method: "POST", path: /^\/webhook_endpoints\/([^/]+)\/test$/, flavours: openai, answer: test },
  ];
}
