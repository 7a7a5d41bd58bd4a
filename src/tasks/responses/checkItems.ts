import { refuseInput } from "../../text/InputError";
import { isObject, type JsonObject } from "../../text/isObject";

type Fields = Readonly<JsonObject>;

/** An item of a request, and its place in the form. */
export interface PlacedItem {
  item: Fields;
  label: string;
  /** Such as "item 3". */
  place: string;
}

/** The items that answer a call, by the type of the call; both name it by its call_id. */
const outputOf: Readonly<Record<string, string>> = {
  function_call: "function_call_output",
  custom_tool_call: "custom_tool_call_output",
};

const outputTypes = new Set(Object.values(outputOf));

const isCall = ({ type }: Fields): boolean => typeof type === "string" && Object.hasOwn(outputOf, type);
const isOutput = ({ type }: Fields): boolean => typeof type === "string" && outputTypes.has(type);

const isApproval = ({ type }: Fields): boolean => type === "mcp_approval_response";

const isMissing = (value: unknown): boolean => value === undefined || value === null;

const refuseItem = ({ label, place }: PlacedItem, what: string, mend: string): never =>
  refuseInput(label, `${place} ${what}.`, mend);

/** The call_id of a call or of its output. Servers leave out the ids of items, and ids are not what joins the two. */
const callIdOf = (placed: PlacedItem): string => {
  const { call_id: id } = placed.item;
  return typeof id === "string" && id !== ""
    ? id
    : refuseItem(
        placed,
        "has no call_id",
        "Enter the id of the call, as tool_calls of Create Response has it.",
      );
};

/** Checks one item by itself. An empty text is a value. */
const checkItem = (placed: PlacedItem): void => {
  const { type, role, content, output } = placed.item;
  if (isMissing(type) && isMissing(role))
    refuseItem(placed, "has neither a type nor a role", "Enter a message, or an item of an answer.");
  const isMessage = type === "message" || isMissing(type);
  if (isMessage && typeof content !== "string" && !(Array.isArray(content) && content.length > 0))
    refuseItem(placed, "has no content", "Enter a text or a list of parts.");
  if (isMessage && Array.isArray(content) && !content.every((part) => isObject(part) && part["type"]))
    refuseItem(
      placed,
      "has a part without a type",
      'Enter parts such as {"type": "input_text", "text": "Hello"}.',
    );
  if (isOutput(placed.item) && isMissing(output))
    refuseItem(placed, "has no output", 'Enter what the tool gave: "" where it gave nothing.');
};

/** Refuses a second item for the same call, and a second one with the same id. */
const refuseRepeated = (items: readonly PlacedItem[]): void => {
  const places = new Map<string, string>();
  for (const placed of items) {
    const { type, id, approval_request_id: asked } = placed.item;
    const keys = [
      ...(isApproval(placed.item) ? [`the approval of ${String(asked)}`] : []),
      ...(isCall(placed.item) ? [`the call ${callIdOf(placed)}`] : []),
      ...(isOutput(placed.item) ? [`the result of ${callIdOf(placed)}`] : []),
      ...(typeof id === "string" && id !== "" && type !== "item_reference" ? [`the item ${id}`] : []),
    ];
    for (const key of keys) {
      const before = places.get(key);
      if (before !== undefined) refuseItem(placed, `is ${key}, and so is ${before}`, "Give each once.");
      places.set(key, placed.place);
    }
  }
};

const idsOf = (items: readonly PlacedItem[], isWanted: (item: Fields) => boolean): Map<string, PlacedItem> =>
  new Map(items.filter(({ item }) => isWanted(item)).map((placed) => [callIdOf(placed), placed]));

const fromBefore = "Enter items of the step before under Input Items, or its id as Previous Response ID.";

/** Refuses answers to approvals that nothing asks for. */
const refuseUnaskedApprovals = (items: readonly PlacedItem[]): void => {
  const requests = new Set(
    items.flatMap(({ item: { type, id } }) => (type === "mcp_approval_request" ? [id] : [])),
  );
  for (const placed of items) {
    const { approval_request_id: id } = placed.item;
    if (isApproval(placed.item) && !requests.has(id))
      refuseItem(placed, `approves or denies ${String(id)}, for which no item asks`, fromBefore);
  }
};

/** Refuses calls without outputs and, where the service keeps no calls, outputs without calls. */
const refuseUnpaired = (items: readonly PlacedItem[], goesOn: boolean): void => {
  const calls = idsOf(items, isCall);
  const outputs = idsOf(items, isOutput);
  for (const [id, placed] of calls)
    if (!outputs.has(id))
      refuseItem(placed, `is the call ${id}, whose result is missing`, "Enter it under Tool Results.");
  if (goesOn) return;
  for (const [id, placed] of outputs)
    if (!calls.has(id)) refuseItem(placed, `is the result of ${id}, and no item is that call`, fromBefore);
  refuseUnaskedApprovals(items);
};

/** Items that only a model makes: the service has them already where it is told to go on. */
const isOfAnswer = ({ type, role, id }: Fields): boolean =>
  (typeof type === "string" &&
    (/_call$/.test(type) || /^(reasoning|mcp_approval_request|mcp_list_tools)$/.test(type))) ||
  (role === "assistant" && typeof id === "string");

/**
 * Checks the items of a request as the service would: each by itself, each call with its result and the reverse, and
 * none twice.
 * @param goesOn - true where the service keeps what came before: with a previous response or a conversation
 * @throws InputError with the input's label and the item's place.
 */
export const checkItems = (items: readonly PlacedItem[], goesOn: boolean): void => {
  for (const placed of items) {
    checkItem(placed);
    if (goesOn && isOfAnswer(placed.item))
      refuseItem(
        placed,
        "is of an earlier answer, which the service has already",
        "Give what is new alone, or leave Previous Response ID and Conversation ID empty.",
      );
  }
  refuseRepeated(items);
  refuseUnpaired(items, goesOn);
};
