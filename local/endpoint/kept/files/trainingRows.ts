import { isRecord } from "../../server/answer";

/** What the rows of a file can train. */
export type TrainingFormat = "chat" | "preference" | "reinforcement";

/** What is special about where a file is checked. */
export interface RowRules {
  /** Azure takes no system messages for reinforcement. */
  isAzure: boolean;
}

const roles = ["system", "developer", "user", "assistant", "tool", "function"];

/** What a row is made for, as it looks; undefined for a row that looks like nothing that is known. */
export const formatOf = (row: Record<string, unknown>): TrainingFormat | undefined => {
  if ("preferred_output" in row || "non_preferred_output" in row) return "preference";
  const { messages } = row;
  if (!Array.isArray(messages)) return undefined;
  const last: unknown = messages.at(-1);
  return isRecord(last) && last["role"] === "user" ? "reinforcement" : "chat";
};

/** What a service finds wrong with a row of this format; undefined for a sound one. */
export const rowProblem = (
  row: Record<string, unknown>,
  format: TrainingFormat,
  rules: RowRules,
): string | undefined => {
  if (format === "preference") return preferenceProblem(row);
  const messages = Array.isArray(row["messages"]) ? row["messages"] : [];
  const problem = messagesProblem(messages, "messages");
  if (problem !== undefined) return problem;
  if (format === "reinforcement") return reinforcementProblem(messages, rules);
  const last = messages.at(-1);
  return isRecord(last) && last["role"] === "assistant"
    ? undefined
    : ": the last message must be from the assistant";
};

const preferenceProblem = ({ input, ...outputs }: Record<string, unknown>): string | undefined => {
  if (!isRecord(input) || !Array.isArray(input["messages"])) return ": 'input' must have 'messages'";
  const problem = messagesProblem(input["messages"], "input.messages");
  if (problem !== undefined) return problem;
  for (const name of ["preferred_output", "non_preferred_output"]) {
    const output = outputs[name];
    if (!Array.isArray(output)) return `: '${name}' must be a list of messages`;
    const found = messagesProblem(output, name);
    if (found !== undefined) return found;
    const said = output.map((message) => (isRecord(message) ? message["role"] : undefined));
    if (!said.every((role) => role === "assistant" || role === "tool")) {
      return `: '${name}' may have messages of the roles 'assistant' and 'tool' alone`;
    }
    if (!said.includes("assistant")) return `: '${name}' must have a message from the assistant`;
  }
  return undefined;
};

const reinforcementProblem = (messages: readonly unknown[], { isAzure }: RowRules): string | undefined => {
  const hasRole = (role: string) => messages.some((message) => isRecord(message) && message["role"] === role);
  if (isAzure && hasRole("system")) return ": System messages are not supported in 'reinforcement' examples";
  const last = messages.at(-1);
  return isRecord(last) && last["role"] === "user" ? undefined : ": the last message must be from the user";
};

const messagesProblem = (messages: readonly unknown[], name: string): string | undefined => {
  if (messages.length === 0) return `: '${name}' must not be empty`;
  for (const [index, message] of messages.entries()) {
    const problem = messageProblem(message);
    if (problem !== undefined) return `, message ${index + 1} ${problem}`;
  }
  return undefined;
};

const messageProblem = (message: unknown): string | undefined => {
  if (!isRecord(message)) return "is not an object";
  const { role, content, weight } = message;
  if (role === undefined) return "Discriminator 'role' is missing in value";
  if (typeof role !== "string" || !roles.includes(role)) {
    return `Discriminator 'role' must be one of ${roles.map((name) => `'${name}'`).join(", ")}`;
  }
  if (weight !== undefined && (role !== "assistant" || (weight !== 0 && weight !== 1))) {
    return "'weight' must be 0 or 1, and of a message from the assistant";
  }
  const callsTool = role === "assistant" && (message["tool_calls"] ?? message["function_call"]) !== undefined;
  if (content === undefined || content === null) return callsTool ? undefined : "'content' is missing";
  if (content === "" || (Array.isArray(content) && content.length === 0)) {
    return callsTool ? undefined : "'content' must not be empty";
  }
  if (typeof content !== "string" && !Array.isArray(content))
    return "'content' must be a text or a list of parts";
  const hasImage =
    Array.isArray(content) && content.some((part) => isRecord(part) && part["type"] === "image_url");
  return hasImage && role !== "user"
    ? "has an image, which messages from the user alone may have"
    : undefined;
};
