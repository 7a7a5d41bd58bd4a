import { described, number, type Of, objectOf, text } from "../../output/shape";
import { refuseInput } from "../../text/InputError";

/** Shape of an event: which object has changed, and how. The object itself has to be fetched. */
export const webhookEventShape = objectOf({
  id: text("The id of the event, the same however often it is delivered"),
  object: text<"event">("Always `event`"),
  type: text("What happened, such as `batch.completed`"),
  created_at: number("Unix time in seconds"),
  data: described("What the event is about", objectOf({ id: text("The id of the object") })),
});

/** An event. */
type WebhookEvent = Of<typeof webhookEventShape>;

/** Example of an event. */
export const exampleEvent: WebhookEvent = {
  id: "evt_6f0a1b",
  object: "event",
  type: "batch.completed",
  created_at: 1_795_253_400,
  data: { id: "batch_7f1c0a" },
};

/**
 * Reads the event in a verified body.
 * @throws InputError when the body is not an event.
 */
export const parseEvent = (body: string): WebhookEvent => {
  let event: Partial<WebhookEvent> | null = null;
  try {
    event = JSON.parse(body.replace(/^\uFEFF/, ""));
  } catch {
    // The error is thrown below.
  }
  if (typeof event !== "object" || event === null || typeof event.type !== "string")
    return refuseInput("Webhook", "the delivery is not an event: its body is no JSON object with a type.");
  return event as WebhookEvent;
};
