import { withoutEnds } from "../../text/withoutEnds";
import { quoted } from "./quoted";

/** Invisible characters, which are copied along from pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** An address in a line of a settings file, a program, a command, or a text with links. */
const wrappers: readonly RegExp[] = [
  /^(?:export\s+|set\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*["']?((?:https?|wss?):\/\/[^\s"',]+)["']?[,;]?$/,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/,
  /^curl\b.*?["'\s]((?:https?):\/\/[^\s"'\\]+)/s,
  /^(?:GET|POST)\s+(https?:\/\/\S+)/,
];

/** What stands around an address in prose: brackets, emphasis, quotes of any language, spaces spelled for a URL. */
const openers = /^(?:[\s"'<`(*_[{\u00ab\u2018-\u201f\u2039]|%20)+(?=https?:)/i;
const closers = " \t\r\n\"'>`*,;.\u00a0\u00bb\u2018\u2019\u201c\u201d\u201e\u203a";
/** A label, or the start of a line of code, with nothing of an address in it. */
const label = /^[^/?#@%.\d]{0,60}[\s:=("'`<[]{1,5}(?=https?:\/\/)/i;

/** A bracket that ends an address belongs to it where the address opens one. */
const brackets: ReadonlyArray<readonly [opening: string, closing: string]> = [
  ["(", ")"],
  ["[", "]"],
  ["{", "}"],
];

const withoutClosers = (address: string): string => {
  const strange = brackets.filter(([opening]) => !address.includes(opening)).map(([, closing]) => closing);
  const ending = closers + strange.join("");
  const bare = withoutEnds(address, "", ending).replace(/(?:%20){1,20}$/, "");
  return withoutEnds(bare, "", ending);
};

/** An address whose start is spelled out of order: encoded, with a slash or two left out, or twice. */
const withStart = (text: string): string =>
  text
    .replace(/^https?%3a%2f%2f[^\s]*/i, (address) => {
      try {
        return decodeURIComponent(address);
      } catch {
        return address;
      }
    })
    .replace(/^(https?):\/?(?=[a-z\d[])/i, "$1://")
    .replace(/^(?:https?:\/\/){1,3}(?=https?:\/\/)/i, "");

/** An address without what was copied along with it; any other text as it is. */
const addressAlone = (text: string): string => {
  const address = withStart(text.replace(openers, "").replace(label, ""));
  return /^https?:\/\//i.test(address) ? withoutClosers(address) : text;
};

/** Takes off what comes along when an address is copied: spaces, quotes, a variable's name, a link's text. */
export const tidyAddress = (text: string | undefined): string => {
  const bare = withoutEnds((text ?? "").replace(invisible, "").trim(), "\"'<`", "\"'>`,;").trim();
  for (const wrapper of wrappers) {
    const address = wrapper.exec(bare)?.[1];
    if (address) return address;
  }
  return addressAlone(bare);
};

/** An address in a refusal: without its query, and not at all where it may hold a key. */
export const shownAddress = (text: string): string => {
  const shown = text.replace(/[?#].*$/s, "").replace(/\/\/[^/@\s]*@/, "//");
  return quoted(shown.length > 80 ? `${shown.slice(0, 79)}…` : shown);
};
