import { input } from "@prismatic-io/spectral";
import { cleanConnection } from "../../inputs/cleanConnection";
import { cleanEntries, cleanText } from "../../inputs/cleaners";
import { refuseInput } from "../../text/InputError";
import { secretsIn } from "./signingSecret";

/** Default events: the ends of batches, background responses and fine-tuning jobs. */
export const usualEvents = [
  "batch.completed",
  "batch.failed",
  "batch.expired",
  "batch.cancelled",
  "response.completed",
  "response.failed",
  "response.cancelled",
  "response.incomplete",
  "fine_tuning.job.succeeded",
  "fine_tuning.job.failed",
  "fine_tuning.job.cancelled",
];

const mostEvents = 50;

/** Input for the connection in which the receiver is created. Without one, the signing secret must be entered. */
export const webhookConnection = input({
  label: "Connection",
  type: "connection",
  required: false,
  comments:
    "The connection that creates the webhook receiver when the instance is deployed, and deletes it with the instance. Not needed with Signing Secret.",
  clean: cleanConnection("Connection"),
});

/** Input for the signing secret of a receiver that was created by hand. */
export const signingSecret = input({
  label: "Signing Secret",
  type: "password",
  required: false,
  comments: "The secret of a receiver that was created by hand. Can't be set together with Event Types.",
  placeholder: "Enter the signing secret",
  example: "whsec_ZXhhbXBsZSBzaWduaW5nIHNlY3JldA==",
  clean: (value: unknown): string[] | undefined => {
    const text = cleanText("Signing Secret")(value);
    if (text === undefined) return undefined;
    const secrets = secretsIn(text);
    if (secrets) return secrets;
    // Without the value, which may be another secret.
    return refuseInput(
      "Signing Secret",
      "this is not the secret of a webhook receiver.",
      "Enter it as it was shown, whsec_ and all.",
    );
  },
});

/** Input for the events that the created receiver gets. */
export const eventTypes = input({
  label: "Event Types",
  type: "string",
  collection: "valuelist",
  required: false,
  comments:
    "The events to receive; empty means the ends of batches, background responses and fine-tuning jobs. Can't be set together with Signing Secret.",
  placeholder: "Enter the name of an event",
  example: "batch.completed",
  clean: cleanEntries("Event Types", mostEvents, {
    read: (entry) => (/^[a-z_]+(\.[a-z_]+)+$/.test(entry) ? entry : undefined),
    accepted: "Enter the name of an event such as batch.completed.",
  }),
});
