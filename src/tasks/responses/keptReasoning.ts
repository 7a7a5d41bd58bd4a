import type { JsonObject } from "../../text/isObject";

type Fields = Readonly<JsonObject>;

const isSealed = ({ encrypted_content: content }: Fields): boolean =>
  typeof content === "string" && content !== "";

const isReasoning = ({ type }: Fields): boolean => type === "reasoning";

/** Types whose ids the service looks up, without need: they are sent whole. */
const wholeTypes = new Set<unknown>([undefined, "message", "reasoning", "function_call", "custom_tool_call"]);

const withoutId = (item: Fields): Fields => {
  const { id: _, ...rest } = item;
  return wholeTypes.has(item["type"]) ? rest : item;
};

/** Items as a service that keeps nothing takes them, and what that costs. */
interface Unkept {
  items: Fields[];
  /** A sentence on reasoning that was left out; undefined where none was. */
  warning?: string;
}

/**
 * Items for a request whose response is not kept. Reasoning stays where it is encrypted, and loses its id, which Azure
 * refuses; other reasoning is left out. What follows it must not name it either, so that items that are sent whole lose
 * their ids.
 * @param canRead - false where a deployment may answer that can't read what another one encrypted
 */
export const withoutKept = (items: readonly Fields[], canRead: boolean): Unkept => {
  const stays = (item: Fields): boolean => !isReasoning(item) || (canRead && isSealed(item));
  const left = items.filter(stays);
  const reason = canRead
    ? "it is not encrypted and nothing keeps it. Choose Encrypted Reasoning under Include to carry it on."
    : "a fallback could not read it.";
  return {
    items: left.map(withoutId),
    ...(left.length < items.length && { warning: `Earlier reasoning was left out, since ${reason}` }),
  };
};

/** True where some item is encrypted reasoning. */
export const hasSealed = (items: readonly Fields[]): boolean =>
  items.some((item) => isReasoning(item) && isSealed(item));
