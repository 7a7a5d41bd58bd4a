import { refuseInput } from "../text/InputError";
import { fieldsOf } from "../text/isObject";
import { toolName } from "../text/toolName";
import { shown } from "./cleaners";

/** Refuses the message at an index. */
type RefuseMessage = (index: number, what: string, mend: string) => never;

/** The calls of an assistant's message by their ids, with the places of the results that have come. */
class OpenCalls {
  private readonly results = new Map<string, number | undefined>();

  constructor(
    private readonly index: number,
    calls: readonly unknown[],
    private readonly refuse: RefuseMessage,
  ) {
    if (calls.length === 0) refuse(index, "has an empty list as tool_calls.", "Leave it out.");
    for (const [position, call] of calls.entries()) {
      const { id, function: called } = fieldsOf(call);
      const place = `has a call, number ${position + 1},`;
      if (typeof id !== "string")
        throw refuse(index, `${place} without an id.`, "Add the id that its result names.");
      if (id !== "" && this.results.has(id))
        refuse(index, `has two calls with the id ${shown(id)}.`, "Leave one of them out.");
      const { name } = fieldsOf(called);
      if (typeof name === "string" && !toolName.test(name))
        refuse(
          index,
          `${place} of a tool with the name ${shown(name)}.`,
          "Leave the call out: no tool can have it.",
        );
      this.results.set(id, undefined);
    }
  }

  take(index: number, id: string): void {
    if (!this.results.has(id)) refuseStray(index, id, this.refuse);
    const earlier = this.results.get(id);
    if (id !== "" && earlier !== undefined)
      this.refuse(
        index,
        `is a second result of the call ${shown(id)}, which message ${earlier + 1} has answered.`,
        "Leave one of them out.",
      );
    this.results.set(id, index);
  }

  /** Checks that all calls have their results, before another message. */
  close(): void {
    const missing = [...this.results].filter(([, result]) => result === undefined).map(([id]) => shown(id));
    if (missing.length > 0)
      this.refuse(
        this.index,
        `calls tools, and no result follows for ${missing.slice(0, 10).join(", ")}.`,
        'Put a message right behind it for each: {"role": "tool", "tool_call_id": "…", "content": "…"}.',
      );
  }
}

const refuseStray = (index: number, id: string, refuse: RefuseMessage): never =>
  refuse(
    index,
    `is the result of the call ${shown(id)}, and the assistant's message before it has no such call.`,
    "Put it right behind the message with the call.",
  );

const checkCalls = (messages: readonly unknown[], refuse: RefuseMessage): void => {
  let open: OpenCalls | undefined;
  for (const [index, message] of messages.entries()) {
    const { role, tool_calls: calls, tool_call_id: id } = fieldsOf(message);
    if (role !== "tool") {
      open?.close();
      open = Array.isArray(calls) ? new OpenCalls(index, calls, refuse) : undefined;
    } else if (typeof id !== "string")
      refuse(index, "is the result of a tool without tool_call_id.", "Add the id of its call.");
    else if (open) open.take(index, id);
    else refuseStray(index, id, refuse);
  }
  open?.close();
};

/** Instructions under both names: the services take one of them in a request. */
const checkInstructions = (messages: readonly unknown[], refuse: RefuseMessage): void => {
  const roles = messages.map((message) => fieldsOf(message)["role"]);
  const [system, developer] = [roles.indexOf("system"), roles.indexOf("developer")];
  if (system < 0 || developer < 0) return;
  const [first, second] = system < developer ? [system, developer] : [developer, system];
  refuse(
    second,
    `has the role ${String(roles[second])}, and message ${first + 1} the role ${String(roles[first])}.`,
    "Use one of the two.",
  );
};

/**
 * Checks what the services refuse in a conversation: calls of tools without their results and the reverse, and
 * instructions under two names.
 * @param place - the place of a message, such as "prompt 3, message 2"
 * @throws InputError with the label and the place of the message.
 */
export const checkConversation = (
  label: string,
  messages: readonly unknown[],
  place: (index: number) => string,
): void => {
  const refuse: RefuseMessage = (index, what, mend) => refuseInput(label, `${place(index)} ${what}`, mend);
  checkCalls(messages, refuse);
  checkInstructions(messages, refuse);
};
