import { createHash } from "node:crypto";
import { isDeepStrictEqual } from "node:util";
import { isObject, type JsonObject } from "../../../text/isObject";
import type { Body, FindMends, Mend } from "./mend";
import { inFrontOfUser, isInstruction, linesOf, messagesOf } from "./promptTexts";
import { allowedValues, isUnsupported } from "./refusalWords";

const rolesIn = (body: Body): Set<unknown> =>
  new Set(
    messagesOf(body)
      .filter(isInstruction)
      .map(({ role }) => role),
  );

const withRole = (role: string, deployment: string): Mend => ({
  about: "role",
  apply: (body) => {
    const messages = messagesOf(body);
    const changed = messages.map((message) => (isInstruction(message) ? { ...message, role } : message));
    if (changed.every((message, index) => message["role"] === messages[index]?.["role"])) return undefined;
    const sentence = `The system message was sent with the role ${role}, since ${deployment} refuses its own.`;
    return { body: { ...body, messages: changed }, sentence };
  },
});

const intoUserMessage = (deployment: string): Mend => ({
  about: "role",
  apply: (body) => {
    const messages = messagesOf(body);
    const told = messages.filter(isInstruction);
    if (told.length === 0) return undefined;
    const others = messages.filter((message) => !isInstruction(message));
    const text = told.map(({ content }) => linesOf(content)).join("\n\n");
    return {
      body: inFrontOfUser({ ...body, messages: others }, text),
      sentence: `The system message was put in front of the first user message, since ${deployment} takes none.`,
    };
  },
});

/** The roles of instructions that a refusal is about. */
const refusedRoles = (
  names: readonly string[],
  sentence: string,
  roles: readonly unknown[],
): readonly unknown[] => {
  const isOfRole = /\brole\b|\b(?:system|developer) (?:message|prompt|instruction)s?\b/i.test(sentence);
  if (!isOfRole && !names.some((name) => /(?:^|[.\]])role$/.test(name))) return [];
  const allowed = allowedValues(sentence);
  if (allowed.length > 1) return roles.filter((role) => !allowed.includes(String(role)));
  const isUnnamed = /unexpected (?:message )?role\.?$/i.test(sentence);
  const isRefused = isUnsupported(sentence) || /\bnot enabled\b/i.test(sentence);
  return isUnnamed || (isRefused && /\b(?:system|developer)\b/i.test(sentence)) ? roles : [];
};

/** Mends of the role of system messages: developer and system for each other, then the first user message. */
export const mendRole: FindMends = ({ names, sentence }, { sent, asked, deployment }) => {
  const roles = rolesIn(sent);
  const refused = refusedRoles(names, sentence, [...roles]);
  if (refused.length === 0) return [];
  const wasMoved = [...rolesIn(asked)].some((role) => !roles.has(role));
  if (wasMoved) return [intoUserMessage(deployment)];
  if (refused.includes("developer")) return [withRole("system", deployment)];
  return [
    /["'`]system["'`]/.test(sentence) ? withRole("developer", deployment) : intoUserMessage(deployment),
  ];
};

const isTextPart = (part: unknown): boolean => isObject(part) && typeof part["text"] === "string";

const joined = (message: JsonObject): JsonObject => {
  const { content } = message;
  if (!Array.isArray(content) || !content.some(isTextPart)) return message;
  const others = content.filter((part) => !isTextPart(part));
  const text = linesOf(content);
  return { ...message, content: others.length === 0 ? text : [{ type: "text", text }, ...others] };
};

const changeMessages = (about: string, told: string, change: (message: JsonObject) => JsonObject): Mend => ({
  about,
  apply: (body) => {
    const messages = messagesOf(body);
    const changed = messages.map(change);
    return changed.every((message, index) => message === messages[index])
      ? undefined
      : { body: { ...body, messages: changed }, sentence: told };
  },
});

/** Mends of message contents: their texts joined into one. */
export const mendContents: FindMends = ({ names, sentence }, { deployment }) => {
  const isOfMessages = names.some((name) => /^messages\b/.test(name)) || /\bmessage\b/.test(sentence);
  const wantsOne =
    /must be a string|should be a (?:valid )?string|str type expected|expected a string, got (?:an )?(?:array|list|sequence)|single [`'"]?text[`'"]? element|invalid type: sequence, expected a string/i;
  if (!isOfMessages || !wantsOne.test(sentence)) return [];
  return [
    changeMessages(
      "contents",
      `The texts of a message were joined into one, since ${deployment} takes no parts.`,
      joined,
    ),
  ];
};

const standardFields: ReadonlySet<string> = new Set(["role", "content", "tool_calls", "refusal", "name"]);

const standard = (message: JsonObject): JsonObject => {
  const entries = Object.entries(message);
  const isOdd = message["role"] === "assistant" && entries.some(([name]) => !standardFields.has(name));
  return isOdd ? Object.fromEntries(entries.filter(([name]) => standardFields.has(name))) : message;
};

/** Mends of answers that are sent back: with the fields of the standard alone. */
export const mendAnswers: FindMends = ({ names, sentence }, { sent, deployment }) => {
  const isOdd = messagesOf(sent).some(
    (message) =>
      message["role"] === "assistant" &&
      names.some((name) => {
        const field = name.split(".").at(-1) ?? "";
        return !standardFields.has(field) && Object.hasOwn(message, field);
      }),
  );
  if (!isOdd || !isUnsupported(sentence)) return [];
  const told = `Fields of earlier answers were left out of the conversation, since ${deployment} refuses them.`;
  return [changeMessages("answers", told, standard)];
};

/** An id of nine letters and digits for one of another form, the same each time. */
const shortId = (id: unknown): unknown =>
  typeof id !== "string" || /^[a-zA-Z0-9]{9}$/.test(id)
    ? id
    : createHash("sha256").update(id).digest("hex").slice(0, 9);

const withShortIds = (message: JsonObject): JsonObject => {
  const { tool_calls: calls, tool_call_id: id } = message;
  const changed = {
    ...(id !== undefined && { tool_call_id: shortId(id) }),
    ...(Array.isArray(calls) && {
      tool_calls: calls.map((call) => (isObject(call) ? { ...call, id: shortId(call["id"]) } : call)),
    }),
  };
  return isDeepStrictEqual({ ...message, ...changed }, message) ? message : { ...message, ...changed };
};

/** Mends of the ids of calls: short ones in their place. What the step gives out keeps its ids. */
export const mendCallIds: FindMends = ({ names, sentence }, { deployment }) => {
  const isOfIds = names.some((name) => /tool_calls\[\d+\]\.id$|\btool_call_id$/.test(name));
  if (!isOfIds && !/\btool.call.id\b/i.test(sentence)) return [];
  if (!/too long|maximum length|length of 9\b|a-z/i.test(sentence)) return [];
  const told = `The ids of tool calls were shortened, since ${deployment} refuses theirs.`;
  return [changeMessages("ids of calls", told, withShortIds)];
};
