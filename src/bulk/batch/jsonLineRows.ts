import type { BatchRows } from "./batchRows";

/** JSON Lines as they were given: text, or the bytes of a file. */
export type JsonLines = string | Buffer;

const byteOrderMark = 0xfeff;

/** Where the text begins: the service takes no byte order mark. */
const startOf = (source: JsonLines): number => {
  if (typeof source === "string") return source.charCodeAt(0) === byteOrderMark ? 1 : 0;
  return source.length > 2 && source.readUIntBE(0, 3) === 0xefbbbf ? 3 : 0;
};

/** Start and end of every line that is not blank, one behind the other. */
const lineEdges = (source: JsonLines): number[] => {
  const edges: number[] = [];
  for (let start = startOf(source); start < source.length; ) {
    const feed = source.indexOf("\n", start);
    const end = feed < 0 ? source.length : feed;
    if (
      source
        .slice(start, Math.min(end, start + 200))
        .toString()
        .trim() !== "" ||
      end - start > 200
    ) {
      edges.push(start, end);
    }
    start = end + 1;
  }
  return edges;
};

interface LineObject {
  custom_id?: unknown;
  method?: unknown;
  url?: unknown;
  body?: { model?: unknown };
}

/** What the lines have to have in common, and the ids that were met. */
class LineCheck {
  private readonly lineOfId = new Map<string, number>();
  private first: { url: string; model: string } | undefined;

  constructor(private readonly label: string) {}

  check(text: string, index: number): void {
    const line = this.parse(text, index);
    const { custom_id: id, method, url, body } = line;
    if (typeof id !== "string" || id === "") {
      this.refuse(index, "has no custom_id.", 'Give each line its own, such as "custom_id": "row-1".');
    }
    const former = this.lineOfId.get(id as string);
    if (former !== undefined) {
      this.refuse(
        index,
        `has the custom_id of line ${former + 1}, "${String(id).slice(0, 60)}".`,
        "Give each line its own.",
      );
    }
    this.lineOfId.set(id as string, index);
    if (method !== "POST") this.refuse(index, "has not the method POST.", 'Write "method": "POST".');
    if (typeof url !== "string" || !url.startsWith("/")) {
      this.refuse(index, "has no url.", 'Write, for example, "url": "/v1/chat/completions".');
    }
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      this.refuse(index, "has no body.", "Enter the request that the line stands for as an object.");
    }
    const model = body?.model;
    if (typeof model !== "string" || model === "") {
      this.refuse(index, "has no model in its body.", "Name the batch deployment or model there.");
    }
    this.compare(url as string, model as string, index);
  }

  get url(): string {
    return this.first?.url ?? "";
  }

  private compare(url: string, model: string, index: number): void {
    this.first ??= { url, model };
    if (url !== this.first.url) {
      this.refuse(
        index,
        `has the url ${url}, and line 1 has ${this.first.url}.`,
        "A batch asks for one operation.",
      );
    }
    if (model !== this.first.model) {
      this.refuse(
        index,
        `names the model ${model}, and line 1 names ${this.first.model}.`,
        "All lines of a batch name one model.",
      );
    }
  }

  private parse(text: string, index: number): LineObject {
    let line: unknown;
    try {
      line = JSON.parse(text);
    } catch (error) {
      this.refuse(
        index,
        `is no JSON: ${(error as Error).message.slice(0, 120)}.`,
        "Write one object per line.",
      );
    }
    if (typeof line !== "object" || line === null || Array.isArray(line)) {
      this.refuse(index, "is no JSON object.", "Write one object per line.");
    }
    return line as LineObject;
  }

  private refuse(index: number, problem: string, mend: string): never {
    throw new Error(`${this.label}: line ${index + 1} ${problem} ${mend}`);
  }
}

/**
 * The rows of ready JSON Lines, each checked: an object with an id of its own, POST, one operation, one model.
 * Blank lines are left out, and counted in no line's number.
 * @throws Error by the input's label and the line's number.
 */
export const jsonLineRows = (label: string, source: JsonLines): BatchRows => {
  const edges = lineEdges(source);
  const line = (index: number): string | Buffer => {
    const [start = 0, end = 0] = [edges[2 * index], edges[2 * index + 1]];
    const text = typeof source === "string" ? source.slice(start, end) : source.subarray(start, end);
    const isCut = typeof text === "string" ? text.endsWith("\r") : text.at(-1) === 0x0d;
    return isCut ? text.slice(0, -1) : text;
  };
  const count = edges.length / 2;
  const check = new LineCheck(label);
  for (let index = 0; index < count; index += 1) check.check(line(index).toString(), index);
  if (count === 0) throw new Error(`${label}: there is no line. Enter one JSON object per line.`);
  return { count, endpoint: check.url, hasRowIds: false, line };
};
