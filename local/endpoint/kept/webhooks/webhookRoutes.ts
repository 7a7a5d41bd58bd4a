import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { refuseField, refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import { eventTypes } from "./eventTypes";
import { makeSigningSecret } from "./signedDelivery";
import { isOnLoopback, readNewSettings, readSettings, showWebhook, type Webhook } from "./webhook";
import type { WebhookSender } from "./webhookSender";

const pageSizes = { byDefault: 20, maximum: 100 };
const azure = ["azureV1"] as const;
const openai = ["openai"] as const;
const all = "/webhook_endpoints";
const one = "/webhook_endpoints/{id}";
const allOfAzure = `/dashboard${all}`;
const oneOfAzure = `/dashboard${one}`;

/** The webhook receivers, which the service calls endpoints: below `/dashboard` on Azure, which has no way to read a single one. */
export const webhookRoutes = (sender: WebhookSender, nowMs: () => number): Route[] => {
  const { create, list, get, update, remove, rotateSecret, test } = new WebhookAnswers(sender, nowMs);
  return [
    { method: "POST", path: allOfAzure, apis: azure, answer: create },
    { method: "GET", path: allOfAzure, apis: azure, answer: list },
    { method: "POST", path: oneOfAzure, apis: azure, answer: update },
    { method: "DELETE", path: oneOfAzure, apis: azure, answer: remove },
    { method: "POST", path: all, apis: openai, answer: create },
    { method: "GET", path: all, apis: openai, answer: list },
    { method: "GET", path: one, apis: openai, answer: get },
    { method: "POST", path: one, apis: openai, answer: update },
    { method: "DELETE", path: one, apis: openai, answer: remove },
    { method: "POST", path: `${one}/rotate_secret`, apis: openai, answer: rotateSecret },
    { method: "POST", path: `${one}/test`, apis: openai, answer: test },
  ];
};

class WebhookAnswers {
  constructor(
    private readonly sender: WebhookSender,
    private readonly nowMs: () => number,
  ) {}

  create = ({ body, api }: RouteRequest): Answer => {
    const read = readNewSettings(body, api);
    if ("refusal" in read) return read.refusal;
    const createdAtMs = this.nowMs();
    const webhook: Webhook = {
      ...read.settings,
      id: `whe_${randomUUID().replaceAll("-", "")}`,
      secret: makeSigningSecret(),
      createdAtMs,
      updatedAtMs: createdAtMs,
    };
    this.sender.webhooks.set(webhook.id, webhook);
    return jsonAnswer(showWebhook(webhook, true));
  };

  list = ({ query }: RouteRequest): Answer => {
    const cut = cursorPage([...this.sender.webhooks.values()].reverse(), query, pageSizes);
    if ("refusal" in cut) return cut.refusal;
    return jsonAnswer({ ...cut.page, data: cut.page.data.map((webhook) => showWebhook(webhook)) });
  };

  get = (request: RouteRequest) => this.withWebhook(request, (webhook) => jsonAnswer(showWebhook(webhook)));

  update = (request: RouteRequest) =>
    this.withWebhook(request, (webhook) => {
      const read = readSettings(request.body, request.api);
      if ("refusal" in read) return read.refusal;
      if (Object.keys(read.settings).length > 0) {
        Object.assign(webhook, read.settings, { updatedAtMs: this.nowMs() });
      }
      return jsonAnswer(showWebhook(webhook));
    });

  remove = (request: RouteRequest) =>
    this.withWebhook(request, ({ id }) => {
      this.sender.webhooks.delete(id);
      return jsonAnswer({ id, object: "webhook_endpoint.deleted", deleted: true });
    });

  rotateSecret = (request: RouteRequest) =>
    this.withWebhook(request, (webhook) => {
      Object.assign(webhook, { secret: makeSigningSecret(), updatedAtMs: this.nowMs() });
      return jsonAnswer(showWebhook(webhook, true));
    });

  test = (request: RouteRequest) =>
    this.withWebhook(request, async (webhook) => {
      const type = request.body["event_type"];
      if (typeof type !== "string" || !eventTypes(request.api).includes(type)) {
        const message = "Invalid 'event_type': expected an event that can be subscribed to.";
        return refuseField("event_type", message);
      }
      if (!isOnLoopback(webhook.url)) {
        return refuseField("url", "The local endpoint sends to addresses of this machine alone.");
      }
      const { statuses } = await this.sender.deliver(webhook, this.sender.eventOf(type, "sample"), 1);
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

  /** Answers for a webhook receiver that has to be there. */
  private withWebhook(
    { id, api }: RouteRequest,
    answer: (webhook: Webhook) => Answer | Promise<Answer>,
  ): Answer | Promise<Answer> {
    const webhook = this.sender.webhooks.get(id);
    return webhook === undefined
      ? refuseMissing(`No webhook endpoint found with id '${id}'.`, api)
      : answer(webhook);
  }
}
