import { withoutEnds } from "../../text/withoutEnds";
import { quoted } from "./quoted";

/** Invisible characters that are copied along from web pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** Forms around an address: a line of a settings file or program, a command, a text with links. */
const wrappers: readonly RegExp[] = [
  /^(?:export\s+|set\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*["']?((?:https?|wss?):\/\/[^\s"',]+)["']?[,;]?$/,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/,
  /^curl\b.*?["'\s]((?:https?):\/\/[^\s"'\\]+)/s,
  /^(?:GET|POST)\s+(https?:\/\/\S+)/,
];

/** Signs before an address in prose: brackets, emphasis, quotes of any language, encoded spaces. */
const openers = /^(?:[\s"'<`(*_[{\u00ab\u2018-\u201f\u2039]|%20)+(?=https?:)/i;
const closers = " \t\r\n\"'>`*,;.\u00a0\u00bb\u2018\u2019\u201c\u201d\u201e\u203a";
/** A label or the start of a line of code before an address. */
const label = /^[^/?#@%.\d]{0,60}[\s:=("'`<[]{1,5}(?=https?:\/\/)/i;

/** A closing bracket at the end of an address belongs to it only if the address has the opening one. */
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

/** Mends the start of an address: encoded signs, missing slashes, a scheme that occurs twice. */
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

/** The address within a text, without what surrounds it; a text without an address is returned as it is. */
const addressAlone = (text: string): string => {
  const address = withStart(text.replace(openers, "").replace(label, ""));
  return /^https?:\/\//i.test(address) ? withoutClosers(address) : text;
};

/** Removes what is often copied along with an address: spaces, quotes, a variable's name, a link's text. */
export const tidyAddress = (text: string | undefined): string => {
  const bare = withoutEnds((text ?? "").replace(invisible, "").trim(), "\"'<`", "\"'>`,;").trim();
  for (const wrapper of wrappers) {
    const address = wrapper.exec(bare)?.[1];
    if (address) return address;
  }
  return addressAlone(bare);
};

/** An address for a refusal: without its query, and a general word where it may hold a key. */
export const shownAddress = (text: string): string => {
  const shown = text.replace(/[?#].*$/s, "").replace(/\/\/[^/@\s]*@/, "//");
  return quoted(shown.length > 80 ? `${shown.slice(0, 79)}…` : shown);
};
