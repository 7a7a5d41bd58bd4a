import { isRecord } from "../../server/answer";
import { drawImage } from "../images/drawImage";
import { fileSearch, type SearchedStores } from "./fileSearch";
import { type Item, newId, type ResponseStore } from "./responseStore";

/** What hosted tools add to an answer. */
export interface HostedItems {
  /** Items before the message. */
  items: Item[];
  /** References in the message's text, and the text that they stand in. */
  annotations: Array<{ words: string; annotation: Item }>;
  /** True where the answer ends before its message, to be asked for an approval. */
  waits: boolean;
  /** The text of the answer, where a tool gave it. */
  text?: string | undefined;
}

/** A request, as far as hosted tools depend on it. */
interface Asked {
  tools: Item[];
  question: string;
  /** The items of the request, and those before it. */
  input: Item[];
  include: unknown[];
  shelf: SearchedStores;
}

/** Words of a question that let the model use a tool. */
const wanted: Readonly<Record<string, RegExp>> = {
  web_search: /\bweb\b/i,
  web_search_preview: /\bweb\b/i,
  file_search: /./s,
  code_interpreter: /\b(?:python|csv|chart)\b/i,
  image_generation: /\bdraw\b/i,
};

type Make = (tool: Item, asked: Asked, store: ResponseStore) => HostedItems;

const none: HostedItems = { items: [], annotations: [], waits: false };

const webSearch: Make = (_tool, { question, include }) => {
  const url = "https://example.com/found";
  const action = {
    type: "search",
    query: question.slice(0, 100),
    ...(include.includes("web_search_call.action.sources") && { sources: [{ type: "url", url }] }),
  };
  const annotation = { type: "url_citation", url, title: "What was found" };
  return {
    ...none,
    items: [{ id: newId("ws"), type: "web_search_call", status: "completed", action }],
    annotations: [{ words: "(example.com)", annotation }],
  };
};

const codeInterpreter: Make = (_tool, { include }, store) => {
  const containerId = newId("cntr");
  const fileId = store.addFile(containerId, Buffer.from("month,orders\nMay,42\n"));
  const isIncluded = include.includes("code_interpreter_call.outputs");
  const annotation = {
    type: "container_file_citation",
    container_id: containerId,
    file_id: fileId,
    filename: "orders.csv",
  };
  return {
    ...none,
    items: [
      {
        id: newId("ci"),
        type: "code_interpreter_call",
        status: "completed",
        container_id: containerId,
        code: "print(42)",
        outputs: isIncluded ? [{ type: "logs", logs: "42\n" }] : null,
      },
    ],
    annotations: [{ words: "sandbox:/mnt/data/orders.csv", annotation }],
  };
};

const imageGeneration: Make = (_tool, { question }) => {
  const drawing = { prompt: question, index: 0, width: 64, height: 64 } as const;
  const result = drawImage({ ...drawing, format: "png", isTransparent: false }).toString("base64");
  return {
    ...none,
    items: [{ id: newId("ig"), type: "image_generation_call", status: "completed", result }],
  };
};

const remoteTool = { name: "find_order", description: "Finds an order", input_schema: { type: "object" } };

/** The calls of a remote server's tool: asked for, allowed, or forbidden. */
const remoteServer: Make = (tool, { question, input }) => {
  const server = { server_label: tool["server_label"] };
  const listed = { id: newId("mcpl"), type: "mcp_list_tools", ...server, tools: [remoteTool] };
  const answers = input.filter(({ type }) => type === "mcp_approval_response");
  const last = answers.at(-1);
  const call = { ...server, name: remoteTool.name, arguments: '{"number":4711}' };
  const run = { id: newId("mcp"), type: "mcp_call", ...call, output: "sent on Monday", error: null };
  if (last !== undefined) {
    const approved = { ...run, approval_request_id: last["approval_request_id"] };
    return last["approve"] === true ? { ...none, items: [approved] } : none;
  }
  if (!/\bremote\b/i.test(question)) return { ...none, items: [listed] };
  if (tool["require_approval"] === "never") return { ...none, items: [listed, run] };
  const request = { id: newId("mcpr"), type: "mcp_approval_request", ...call };
  return { ...none, items: [listed, request], waits: true };
};

const makers: Readonly<Record<string, Make>> = {
  web_search: webSearch,
  web_search_preview: webSearch,
  file_search: (tool, asked) => ({ ...none, ...fileSearch(tool, asked) }),
  code_interpreter: codeInterpreter,
  image_generation: imageGeneration,
};

/** What the hosted tools of a request add to its answer. A question uses a tool by naming what it does. */
export const hostedItems = (asked: Asked, store: ResponseStore): HostedItems => {
  const made = asked.tools.filter(isRecord).map((tool): HostedItems => {
    const type = String(tool["type"]);
    if (type === "mcp") return remoteServer(tool, asked, store);
    return wanted[type]?.test(asked.question) ? (makers[type]?.(tool, asked, store) ?? none) : none;
  });
  return {
    items: made.flatMap(({ items }) => items),
    annotations: made.flatMap(({ annotations }) => annotations),
    waits: made.some(({ waits }) => waits),
    text: made.find(({ text }) => text !== undefined)?.text,
  };
};
