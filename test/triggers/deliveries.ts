import { createHmac } from "node:crypto";
import { harness, silentLogger } from "../support/connector";
import { startMs } from "../support/testClock";

/** A signing secret as the services show it. */
export const secretA = `whsec_${Buffer.from("first-signing-secret-of-tests-01").toString("base64")}`;
/** Another one. */
export const secretB = `whsec_${Buffer.from("second-signing-secret-of-tests-2").toString("base64")}`;

/** An event as the service writes it, with a text that shows whether bytes were kept. */
export const eventText =
  '{"id": "evt_1", "object": "event",\n "type":"batch.completed", "created_at": 1795251600.0, "data": {"id": "batch_é"}}';

/** What a delivery is signed with. */
export interface Signing {
  secret?: string;
  webhookId?: string;
  timestamp?: string;
  body?: string;
}

const seconds = String(startMs / 1000);

/** The signature of a delivery, by the Standard Webhooks specification. */
export const sign = ({
  secret = secretA,
  webhookId = "wh_1",
  timestamp = seconds,
  body = eventText,
}: Signing = {}): string => {
  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  return `v1,${createHmac("sha256", key).update(`${webhookId}.${timestamp}.${body}`).digest("base64")}`;
};

/** The headers of a signed delivery. */
export const signedHeaders = (signing: Signing = {}): Record<string, string> => ({
  "content-type": "application/json",
  "webhook-id": signing.webhookId ?? "wh_1",
  "webhook-timestamp": signing.timestamp ?? seconds,
  "webhook-signature": sign(signing),
});

/** What the trigger answers. */
export interface Received {
  branch: string;
  response: { statusCode: number };
  payload: { body: { data: Record<string, unknown> }; headers: Record<string, string> };
  instanceState?: Record<string, unknown>;
}

/** Delivers a request to the trigger, with the first secret entered by hand unless the inputs say otherwise. */
export const deliver = async (
  headers: Record<string, unknown> = signedHeaders(),
  rawBody: unknown = eventText,
  { inputs = {}, context = {} }: { inputs?: Record<string, unknown>; context?: Record<string, unknown> } = {},
): Promise<Received> =>
  (await harness.trigger(
    "webhook",
    { headers, rawBody: { data: rawBody }, body: { data: "as parsed by the platform" } } as never,
    { signingSecret: secretA, ...inputs } as never,
    { logger: silentLogger, ...context } as never,
  )) as unknown as Received;
