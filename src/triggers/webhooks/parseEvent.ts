/** An event as the service delivers it: which object has changed, and how. The object itself has to be fetched. */
export interface WebhookEvent {
  id: string;
  object: "event";
  /** Such as batch.completed. */
  type: string;
  /** Seconds since the epoch. */
  created_at: number;
  data: { id: string; [property: string]: unknown };
}

/**
 * Reads the event in a verified body.
 * @throws Error when it is none.
 */
export const parseEvent = (body: string): WebhookEvent => {
  let event: Partial<WebhookEvent> | null = null;
  try {
    event = JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    // It is none, as below.
  }
  if (typeof event !== "object" || event === null || typeof event.type !== "string") {
    throw new Error("Webhook: the delivery is not an event: its body is no JSON object with a type.");
  }
  return event as WebhookEvent;
};
