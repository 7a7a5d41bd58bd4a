import { createHmac, randomBytes } from "node:crypto";

/** An event as both services send it: it names an object, which the receiver fetches. */
export interface WebhookEvent {
  id: string;
  object: "event";
  /** Such as `batch.completed`. */
  type: string;
  /** Unix seconds. */
  created_at: number;
  data: { id: string } & Record<string, unknown>;
}

/** What goes to the receiver. */
export interface SignedDelivery {
  headers: Record<string, string>;
  /** The bytes that were signed, as text. */
  body: string;
}

const secretPrefix = "whsec_";

/** A new signing secret: 32 random bytes. */
export const makeSigningSecret = (): string => `${secretPrefix}${randomBytes(32).toString("base64")}`;

/** Signs an event as Standard Webhooks has it; a repeated delivery keeps its id. */
export const signedDelivery = (
  secret: string,
  event: WebhookEvent,
  { id, nowMs }: { id: string; nowMs: number },
): SignedDelivery => {
  const body = JSON.stringify(event);
  const timestamp = String(Math.floor(nowMs / 1000));
  const key = Buffer.from(secret.slice(secretPrefix.length), "base64");
  const signature = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return {
    headers: {
      "content-type": "application/json",
      "webhook-id": id,
      "webhook-timestamp": timestamp,
      "webhook-signature": `v1,${signature}`,
    },
    body,
  };
};
