import { type Answer, isRecord } from "../../server/answer";

type Item = Record<string, unknown>;

const listOf = (value: unknown): Item[] => (Array.isArray(value) ? value.filter(isRecord) : []);

const pieces = (text: unknown): string[] => String(text).match(/\s*\S+|\s+$/g) ?? [];

/** The events of one part of a message: a text or a refusal, a word at a time. */
const partEvents = (part: Item, place: Item): Item[] => {
  const isText = part["type"] === "output_text";
  const [name, field] = isText ? ["output_text", "text"] : ["refusal", "refusal"];
  const empty = { ...part, [field]: "", ...(isText && { annotations: [] }) };
  return [
    { type: "response.content_part.added", ...place, part: empty },
    ...pieces(part[field]).map((delta) => ({ type: `response.${name}.delta`, ...place, delta })),
    { type: `response.${name}.done`, ...place, [field]: part[field] },
    { type: "response.content_part.done", ...place, part },
  ];
};

/** The events of one item of the output, in the service's order. */
const itemEvents = (item: Item, index: number): Item[] => {
  const place = { output_index: index, item_id: item["id"] };
  const content = listOf(item["content"]);
  const isCall = item["type"] === "function_call";
  const args = item["arguments"];
  const begun = { ...item, status: "in_progress", ...(isCall && { arguments: "" }) };
  return [
    {
      type: "response.output_item.added",
      output_index: index,
      item: content.length > 0 ? { ...begun, content: [] } : begun,
    },
    ...content.flatMap((part, contentIndex) => partEvents(part, { ...place, content_index: contentIndex })),
    ...(isCall
      ? [
          ...pieces(args).map((delta) => ({
            type: "response.function_call_arguments.delta",
            ...place,
            delta,
          })),
          { type: "response.function_call_arguments.done", ...place, arguments: args },
        ]
      : []),
    { type: "response.output_item.done", output_index: index, item },
  ];
};

/** A finished response as server-sent events: its beginning, each item in pieces, and the whole at the end. */
export const streamResponse = (response: Item): Answer => {
  const begun = { ...response, status: "in_progress", output: [], usage: null, incomplete_details: null };
  const events: Item[] = [
    { type: "response.created", response: begun },
    { type: "response.in_progress", response: begun },
    ...listOf(response["output"]).flatMap(itemEvents),
    { type: `response.${response["status"]}`, response },
  ];
  const body = events
    .map((event, sequence) => ({ ...event, sequence_number: sequence }))
    .map((event: Item) => `event: ${event["type"]}\ndata: ${JSON.stringify(event)}\n\n`)
    .join("");
  return { status: 200, contentType: "text/event-stream; charset=utf-8", body };
};
