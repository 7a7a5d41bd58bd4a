import { randomUUID } from "node:crypto";
import { makeSigningSecret, type SignedDelivery, signedDelivery, type WebhookEvent } from "../../../endpoint";
import { isRecord } from "../../../platform/isRecord";
import {
  type AskedDelivery,
  type DeliveryManner,
  deliveryManners,
  type TriggerRunView,
} from "../../wire/trigger";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";
import type { DeployedTrigger } from "./DeployedTrigger";
import { receiverSecret } from "./deployTrigger";
import { triggerPayload } from "./triggerPart";

/** Older than what the trigger takes, in milliseconds. */
const lateMs = 600_000;

const labels: Readonly<Record<DeliveryManner, string>> = {
  good: "Well signed",
  late: "Late",
  twice: "Twice",
  forged: "Forged",
  changed: "Changed on the way",
  unsigned: "Without a signature",
  notAnEvent: "Not an event",
};

/** The delivery in the body of a request. */
export const askedDelivery = (body: unknown): AskedDelivery => {
  const { manner, eventType, objectId } = isRecord(body) ? body : {};
  const known = deliveryManners.find((one) => one === manner);
  if (!known || typeof eventType !== "string" || typeof objectId !== "string") {
    throw new RequestError(
      400,
      "The page asked for a delivery without its manner or event: reload the page.",
    );
  }
  return { manner: known, eventType: eventType.slice(0, 200), objectId: objectId.slice(0, 500) };
};

/** The secret that the trigger checks deliveries by: the entered one, else that of the receiver. */
const secretOf = ({ states }: Workbench, { deployment }: DeployedTrigger): string => {
  const entered = deployment?.form["signingSecret"];
  const text = isRecord(entered) && "value" in entered ? String(entered.value ?? "") : "";
  const secret = /whsec_[\w+/=-]+/.exec(text)?.[0] ?? receiverSecret(states);
  if (secret === undefined) {
    throw new RequestError(
      409,
      "The trigger has no signing secret: deploy it with a connection that can create a receiver, or with Signing Secret.",
    );
  }
  return secret;
};

const eventOf = ({ eventType, objectId }: AskedDelivery): WebhookEvent => ({
  id: `evt_${randomUUID().replaceAll("-", "")}`,
  object: "event",
  type: eventType,
  created_at: Math.floor(Date.now() / 1000),
  data: { id: objectId },
});

/** A delivery as a service, or somebody else, makes it. */
const deliveryOf = (asked: AskedDelivery, secret: string): SignedDelivery => {
  const { manner } = asked;
  const signing = {
    id: `wh_${randomUUID().replaceAll("-", "")}`,
    nowMs: Date.now() - (manner === "late" ? lateMs : 0),
  };
  const event = eventOf(asked);
  if (manner === "forged") return signedDelivery(makeSigningSecret(), event, signing);
  // A text is signed as its JSON, so that the signature fits a body that is no event.
  if (manner === "notAnEvent") return signedDelivery(secret, "not an event" as never, signing);
  const signed = signedDelivery(secret, event, signing);
  if (manner === "changed") return { ...signed, body: signed.body.replace('"object"', '"changed"') };
  if (manner === "unsigned") return { ...signed, headers: { "content-type": "application/json" } };
  return signed;
};

/**
 * Delivers an event to a deployed webhook, as the platform hands it over.
 * @throws RequestError where no secret is there to sign with
 */
export const deliverEvent = async (
  workbench: Workbench,
  trigger: DeployedTrigger,
  asked: AskedDelivery,
): Promise<TriggerRunView[]> => {
  const { headers, body } = deliveryOf(asked, secretOf(workbench, trigger));
  const label = labels[asked.manner];
  const deliver = (name: string): Promise<TriggerRunView> =>
    trigger.run(name, () => trigger.flow.call("perform", triggerPayload(trigger.part, headers, body)));
  if (asked.manner !== "twice") return [await deliver(label)];
  return [await deliver(`${label}, first`), await deliver(`${label}, second`)];
};
