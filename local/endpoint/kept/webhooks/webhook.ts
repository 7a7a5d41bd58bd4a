import type { Api } from "../../server/address";
import type { Answer } from "../../server/answer";
import { refuseAbsent, refuseField } from "../../server/refusals";
import { eventTypes } from "./eventTypes";

/** A receiver that was registered. */
export interface Webhook {
  id: string;
  name: string;
  url: string;
  eventTypes: string[];
  secret: string;
  createdAtMs: number;
  updatedAtMs: number;
}

/** What a caller can set. */
type WebhookSettings = Pick<Webhook, "name" | "url" | "eventTypes">;

/** A receiver as the services show it; the secret is shown when it is made, never again. */
export const showWebhook = (webhook: Webhook, isSecretNew = false) => {
  const { id, name, url, secret, createdAtMs, updatedAtMs } = webhook;
  return {
    id,
    object: "webhook_endpoint",
    name,
    url,
    event_types: webhook.eventTypes,
    ...(isSecretNew ? { signing_secret: secret } : {}),
    signing_secret_hint: `whsec_***${secret.slice(-4)}`,
    created_at: Math.floor(createdAtMs / 1000),
    updated_at: Math.floor(updatedAtMs / 1000),
  };
};

/** Reads the settings that a body has, or says what is wrong with one of them. */
export const readSettings = (
  body: Record<string, unknown>,
  api: Api,
): { settings: Partial<WebhookSettings> } | { refusal: Answer } => {
  const { name, url, event_types: types } = body;
  const settings: Partial<WebhookSettings> = {};
  if (name !== undefined) {
    if (typeof name !== "string" || name === "") {
      return { refusal: refuseField("name", "Invalid 'name': expected a text.") };
    }
    settings.name = name;
  }
  if (url !== undefined) {
    if (typeof url !== "string" || !isReceiver(url)) {
      const message = "Invalid 'url': expected an https address, or an http address of this machine.";
      return { refusal: refuseField("url", message) };
    }
    settings.url = url;
  }
  if (types !== undefined) {
    const known = eventTypes(api);
    const isSound = Array.isArray(types) && types.length > 0 && types.every((type) => known.includes(type));
    if (!isSound) {
      const message = `Invalid 'event_types': expected one or more of ${known.join(", ")}.`;
      return { refusal: refuseField("event_types", message) };
    }
    settings.eventTypes = types;
  }
  return { settings };
};

/** The settings of a new receiver, all of which have to be there. */
export const readNewSettings = (
  body: Record<string, unknown>,
  api: Api,
): { settings: WebhookSettings } | { refusal: Answer } => {
  const read = readSettings(body, api);
  if ("refusal" in read) return read;
  const { name, url, eventTypes: types } = read.settings;
  if (name === undefined) return { refusal: refuseAbsent("name") };
  if (url === undefined) return { refusal: refuseAbsent("url") };
  if (types === undefined) return { refusal: refuseAbsent("event_types") };
  return { settings: { name, url, eventTypes: types } };
};

/** True for an address on this machine, the only kind that anything is delivered to. */
export const isOnLoopback = (url: string): boolean =>
  /^(localhost|127(\.\d+){3}|\[::1\])$/.test(new URL(url).hostname);

const isReceiver = (url: string): boolean => {
  if (!URL.canParse(url)) return false;
  const { protocol } = new URL(url);
  return protocol === "https:" || (protocol === "http:" && isOnLoopback(url));
};
