import { randomUUID } from "node:crypto";
import type { Clock } from "../../server/clock";
import { signedDelivery, type WebhookEvent } from "./signedDelivery";
import { isOnLoopback, type Webhook } from "./webhook";

/** How webhooks behave. */
export interface WebhookOptions {
  /** How often an event is sent to a receiver that does not answer 2xx; default 3. */
  attempts?: number;
}

/** One event on its way to one receiver. */
export interface WebhookDelivery {
  /** The `webhook-id`, the same for every attempt. */
  id: string;
  url: string;
  event: WebhookEvent;
  /** What each attempt was answered, undefined when nothing was; none for a receiver on another machine. */
  statuses: (number | undefined)[];
}

const longestAnswerMs = 10_000;
const firstPauseMs = 1000;

/** Sends events to the receivers that asked for them, as far as they are on this machine. */
export class WebhookSender {
  /** In the order of the events. */
  readonly deliveries: WebhookDelivery[] = [];
  /** The receivers, by id. */
  readonly webhooks = new Map<string, Webhook>();
  private readonly underWay = new Set<Promise<unknown>>();

  constructor(
    private readonly options: WebhookOptions,
    private readonly clock: Clock,
    private readonly closing: AbortSignal,
  ) {}

  /** True when a receiver waits for an event of this kind, such as `batch`. */
  isAwaited(kind: string): boolean {
    return [...this.webhooks.values()].some(({ eventTypes }) =>
      eventTypes.some((type) => type.startsWith(`${kind}.`)),
    );
  }

  /** Sends an event to everyone who asked for its type; nobody waits for that. */
  emit(type: string, dataId: string): void {
    const event = this.eventOf(type, dataId);
    for (const webhook of this.webhooks.values()) {
      if (webhook.eventTypes.includes(type)) void this.deliver(webhook, event);
    }
  }

  /** A new event of this type. */
  eventOf(type: string, dataId: string): WebhookEvent {
    const id = `evt_${randomUUID().replaceAll("-", "")}`;
    const createdAt = Math.floor(this.clock.nowMs() / 1000);
    return { id, object: "event", type, created_at: createdAt, data: { id: dataId } };
  }

  /** Sends an event to one receiver until it answers 2xx, or the attempts are used up. */
  async deliver(
    webhook: Webhook,
    event: WebhookEvent,
    attempts = this.options.attempts ?? 3,
  ): Promise<WebhookDelivery> {
    const id = `wh_${randomUUID().replaceAll("-", "")}`;
    const delivery: WebhookDelivery = { id, url: webhook.url, event, statuses: [] };
    this.deliveries.push(delivery);
    if (!isOnLoopback(webhook.url)) return delivery;
    const sending = this.attempt(webhook, delivery, attempts);
    this.underWay.add(sending);
    await sending.finally(() => this.underWay.delete(sending));
    return delivery;
  }

  /** Resolves when every delivery has ended. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay);
  }

  private async attempt(
    { url, secret }: Webhook,
    { id, event, statuses }: WebhookDelivery,
    attempts: number,
  ): Promise<void> {
    for (let count = 0; count < attempts && !this.closing.aborted; count++) {
      if (count > 0) await this.clock.wait(firstPauseMs * 2 ** (count - 1), this.closing);
      const { headers, body } = signedDelivery(secret, event, { id, nowMs: this.clock.nowMs() });
      const signal = AbortSignal.any([this.closing, AbortSignal.timeout(longestAnswerMs)]);
      const response = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" }).catch(
        () => undefined,
      );
      await response?.body?.cancel().catch(() => undefined);
      statuses.push(response?.status);
      if (response?.ok === true) return;
    }
  }
}
