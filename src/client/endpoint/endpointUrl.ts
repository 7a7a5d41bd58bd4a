import { isLoopback, mistakenHost, ownerOfHost } from "./endpointHosts";
import { checkBox, examples } from "./endpointMistakes";
import { refuseField } from "./FieldError";
import { placeholderIn } from "./placeholder";
import { quoted } from "./quoted";
import { shownAddress } from "./tidyAddress";

const originOf = (address: string): string =>
  URL.canParse(address) ? new URL(address).origin : "an https address";

/**
 * Refuses an address of the realtime API.
 * @throws FieldError, always.
 */
export const refuseRealtime = (field: string, address: string): never =>
  refuseField(
    field,
    "the realtime API is not used here.",
    `Enter ${originOf(address)}, or the resource's endpoint.`,
  );

const parseUrl = (field: string, text: string): URL => {
  const scheme = /^([a-z][a-z0-9+.-]*):\/\//i.exec(text)?.[1]?.toLowerCase();
  if (scheme === "ws" || scheme === "wss") refuseRealtime(field, text.replace(/^wss?/i, "https"));
  if (/\s/.test(text))
    refuseField(field, `${shownAddress(text)} has a space in it.`, `Enter the address alone, ${examples}.`);
  const isLocal = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:|\/|$)/i.test(text);
  const whole = scheme ? text : `${isLocal ? "http" : "https"}://${text}`;
  const [host = ""] = whole.slice(whole.indexOf("://") + 3).split(/[/?#]/, 1);
  if (placeholderSigns.test(host)) refusePlaceholder(field);
  if (!URL.canParse(whole))
    return refuseField(
      field,
      `${shownAddress(text)} is not a web address.`,
      `Enter the resource's endpoint, ${examples}.`,
    );
  return new URL(whole);
};

/** Signs around a placeholder, as manuals write one. */
const braces = /[{<]|%7b|%3c/i;
/** The same in a host as it was entered, together with the signs of variables. */
const placeholderSigns = /[{<]|%7b|%3c|\$\w|%[a-z_]{3,}%|\[[a-z]*[g-z]|\.{3}|\u2026|\*{2}/i;

const refusePlaceholder = (field: string): never =>
  refuseField(
    field,
    "a part of the address only stands for a name.",
    `Enter the real name in place of the part in braces, ${examples}.`,
  );

/**
 * Refuses an address that has a placeholder in it, if there is one.
 * @throws FieldError when `name` is given.
 */
export const refuseName = (field: string, name: string | undefined): void => {
  if (name !== undefined)
    refuseField(
      field,
      `"${name}" only stands for a name, and was left in.`,
      `Enter the real one in its place, ${examples}.`,
    );
};

const checkUrl = (field: string, url: URL): void => {
  const hostname = url.hostname.replace(/\.$/, "");
  const mistake = mistakenHost(hostname);
  if (mistake)
    refuseField(
      field,
      `${hostname} is ${mistake}.`,
      `Copy the endpoint from Keys and Endpoint of the Azure OpenAI resource, ${examples}.`,
    );
  if (braces.test(hostname + url.pathname)) refusePlaceholder(field);
  refuseName(field, placeholderIn(url, ownerOfHost(hostname) === "azure"));
  if (url.username || url.password)
    refuseField(
      field,
      "remove the user name and password from the address.",
      "A key has a field of its own; for a gateway with a password, enter Basic user:password under Subscription Key, and Authorization under Subscription Key Header.",
    );
  if (url.protocol === "https:" || (url.protocol === "http:" && isLoopback(hostname))) return;
  if (url.protocol === "http:")
    refuseField(
      field,
      "http:// would send the credential unprotected.",
      `Use https://${url.host}; http is accepted for localhost alone.`,
    );
  refuseField(
    field,
    `${url.protocol}// is not how the service is reached.`,
    `Enter an https address, ${examples}.`,
  );
};

/** A host name has no other signs. Keys and secrets do. */
const hostForm = /^([a-z0-9._-]+|\[[0-9a-f:.]+\])$/;

/** Refuses what can't be a host name, without showing it: it may be a key after `https://`, or a variable's name. */
const checkHost = (field: string, text: string, { hostname }: URL): void => {
  const [written = ""] = text.replace(/^[a-z][a-z0-9+.-]*:\/\//i, "").split(/[/?#:]/, 1);
  if (!isLoopback(hostname)) checkBox(field, written);
  if (!hostForm.test(hostname))
    refuseField(
      field,
      `${shownAddress(text)} is not a web address.`,
      `Enter the resource's endpoint, ${examples}.`,
    );
};

/**
 * Reads a text as a complete URL of a server that can have the API.
 * @throws FieldError that names the field. It never shows a key, a token or a query.
 */
export const readUrl = (field: string, text: string): URL => {
  const url = parseUrl(field, text);
  checkUrl(field, url);
  checkHost(field, text, url);
  const hasScheme = text.includes("://");
  if (!hasScheme && !isLoopback(url.hostname) && !url.hostname.includes(".") && !url.hostname.startsWith("["))
    refuseField(field, `${quoted(url.hostname)} lacks its domain.`, `Enter the whole address, ${examples}.`);
  if (url.hash !== "")
    refuseField(field, "an address of the API has no #.", `Enter what stands in front of it, ${examples}.`);
  // A dot at the end of a host name is valid, but certificates lack it.
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return url;
};
