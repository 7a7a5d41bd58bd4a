import { createHmac, timingSafeEqual } from "node:crypto";
import { refuseInput } from "../../text/InputError";
import { rawBytes } from "./rawBytes";
import { signingKeys } from "./signingSecret";

/** A request to the flow's webhook URL. */
interface Delivery {
  headers: Readonly<Record<string, unknown>> | null | undefined;
  /** The body as it was received. */
  rawBody: unknown;
}

/** The secrets that a delivery may be signed with. */
interface SigningSecrets {
  texts: readonly string[];
  /** True when they were entered, in place of the receiver's that the deployment created. */
  areEntered: boolean;
}

/** A delivery with a valid signature. */
interface VerifiedDelivery {
  /** The same in all attempts to deliver an event. */
  webhookId: string;
  body: Buffer;
}

const mark = Buffer.from("\ufeff", "utf8");

/** Most seconds between the signed time and the clock, in either direction. */
const toleranceSeconds = 300;

const refuse = (problem: string, mend?: string): never =>
  refuseInput("Webhook", `the delivery was refused, since ${problem}`, mend);

/** The values of a header, which may occur more than once. */
const headerTexts = ({ headers }: Delivery, name: string): string[] => {
  const value = Object.entries(headers ?? {}).find(([key]) => key.toLowerCase() === name)?.[1];
  const texts = (Array.isArray(value) ? value : [value])
    // Where headers are stored as JSON, a time may have become a number.
    .map((text) => (typeof text === "number" && name === "webhook-timestamp" ? String(text) : text))
    .filter((text) => typeof text === "string");
  const filled = texts.map((text) => text.trim()).filter(Boolean);
  return filled.length > 0
    ? filled
    : refuse(`it has no header ${name}.`, "Only Azure OpenAI and OpenAI may call this URL.");
};

const headerOf = (delivery: Delivery, name: string): string => headerTexts(delivery, name)[0] ?? "";

/**
 * The signatures in headers such as `v1,<base64> v1,<base64>`, which a proxy may join with commas. Other versions are
 * left out.
 */
const signaturesIn = (headers: readonly string[]): Buffer[] =>
  headers.flatMap((header) =>
    [...header.matchAll(/(?<![^\s,])v1,([A-Za-z0-9+/_-]*=*)/g)].map(([, signature = ""]) =>
      Buffer.from(signature, "base64"),
    ),
  );

const isSignedBy = (key: Buffer, signed: Buffer, signatures: readonly Buffer[]): boolean => {
  const expected = createHmac("sha256", key).update(signed).digest();
  return signatures.some(
    (signature) => signature.length === expected.length && timingSafeEqual(signature, expected),
  );
};

const checkTime = (timestamp: string, nowSeconds: number): void => {
  if (!/^\d{1,12}$/.test(timestamp)) refuse("its header webhook-timestamp is not a time in seconds.");
  const ageSeconds = Math.round(nowSeconds - Number(timestamp));
  if (ageSeconds > toleranceSeconds) {
    refuse(
      `it was signed ${ageSeconds} s ago, which is more than ${toleranceSeconds} s.`,
      "A delivery can't be replayed: let the service send the event again.",
    );
  }
  if (-ageSeconds > toleranceSeconds) {
    refuse(`it was signed for a time ${-ageSeconds} s ahead, which is more than ${toleranceSeconds} s.`);
  }
};

/**
 * Verifies a delivery by the Standard Webhooks specification: HMAC-SHA256 over id, time and body with the signing
 * secret, and a signed time close to the clock. It is implemented here because both libraries read the system's time
 * and take the body as text: `standardwebhooks`, which also signs the time again from a number, and the webhooks of
 * the `openai` package.
 * @throws InputError that says what is wrong with the delivery.
 */
export const verifyDelivery = (
  delivery: Delivery,
  { texts, areEntered }: SigningSecrets,
  nowSeconds: number,
): VerifiedDelivery => {
  const webhookId = headerOf(delivery, "webhook-id");
  const timestamp = headerOf(delivery, "webhook-timestamp");
  const signatures = signaturesIn(headerTexts(delivery, "webhook-signature"));
  const keys = texts.flatMap(signingKeys);
  if (keys.length === 0) {
    refuse(
      "no signing secret is known.",
      "Deploy the instance with a Connection that may create webhook receivers, or enter Signing Secret.",
    );
  }
  const body =
    rawBytes(delivery.rawBody) ?? refuse("its body was changed on the way, so that no signature can fit.");
  const start = Buffer.from(`${webhookId}.${timestamp}.`, "utf8");
  // A byte order mark may have been added on the way.
  const signed = [body, body.indexOf(mark) === 0 ? body.subarray(mark.length) : body].map((bytes) =>
    Buffer.concat([start, bytes]),
  );
  if (!keys.some((key) => signed.some((bytes) => isSignedBy(key, bytes, signatures)))) {
    refuse(
      "its signature does not fit.",
      areEntered
        ? "Check that Signing Secret is the one of the receiver that calls this URL."
        : "Only the receiver that the instance created may call this URL; deploy the instance again if it was made anew.",
    );
  }
  checkTime(timestamp, nowSeconds);
  return { webhookId, body };
};
