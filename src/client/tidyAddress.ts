import { withoutEnds } from "../text/withoutEnds";
import { quoted } from "./quoted";

/** Characters that no one sees, and that come along from pages and chats. */
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/g;

/** An address in a line of a settings file, a program, a command, or a text with links. */
const wrappers: readonly RegExp[] = [
  /^(?:export\s+|set\s+|\$env:)?["']?[A-Za-z_][\w.-]*["']?\s*[:=]\s*["']?((?:https?|wss?):\/\/[^\s"',]+)["']?[,;]?$/,
  /^\[[^\]]*\]\((https?:\/\/[^\s)]+)\)$/,
  /^curl\b.*?["'\s]((?:https?):\/\/[^\s"'\\]+)/s,
  /^(?:GET|POST)\s+(https?:\/\/\S+)/,
];

/** Takes off what comes along when an address is copied: spaces, quotes, a variable's name, a link's text. */
export const tidyAddress = (text: string | undefined): string => {
  const bare = withoutEnds((text ?? "").replace(invisible, "").trim(), "\"'<`", "\"'>`,;").trim();
  for (const wrapper of wrappers) {
    const address = wrapper.exec(bare)?.[1];
    if (address) return address;
  }
  return bare;
};

/** An address in a refusal: without its query, and not at all where it may hold a key. */
export const shownAddress = (text: string): string => {
  const shown = text.replace(/[?#].*$/s, "").replace(/\/\/[^/@\s]*@/, "//");
  return quoted(shown.length > 80 ? `${shown.slice(0, 79)}…` : shown);
};
