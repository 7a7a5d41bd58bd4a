import { refuseInput } from "../../text/InputError";
import { isObject } from "../../text/isObject";
import { jsonBreak } from "../../text/jsonMistake";

interface LineObject {
  custom_id?: unknown;
  method?: unknown;
  url?: unknown;
  body?: { model?: unknown; stream?: unknown };
}

const shown = (value: unknown): string => String(value).slice(0, 60);

/** Checks the ready lines of a batch one by one: what they must have in common, and that no id occurs twice. */
export class LineCheck {
  private readonly lineOfId = new Map<string, number>();
  private first: { url: string; model: string } | undefined;

  /** @param numberOf - gives a line's number as an editor counts, by its index among the lines that are not blank */
  constructor(
    private readonly label: string,
    private readonly numberOf: (index: number) => number,
  ) {}

  /** The operation of all lines. */
  get url(): string {
    return this.first?.url ?? "";
  }

  /** @throws InputError with the input's label and the line's number. */
  check(text: string, index: number): void {
    const line = this.parse(text, index);
    this.checkId(line.custom_id, index);
    const { method, body } = line;
    if (method !== "POST") this.refuse(index, "has not the method POST.", 'Write "method": "POST".');
    const url = this.urlOf(line.url, index);
    if (typeof body !== "object" || body === null || Array.isArray(body)) {
      this.refuse(index, "has no body.", "Enter the request that the line stands for as an object.");
    }
    const { model, stream } = body;
    if (typeof model !== "string" || model === "") {
      this.refuse(index, "has no model in its body.", "Name the batch deployment or model there.");
    }
    if (stream !== undefined && stream !== null && stream !== false) {
      this.refuse(index, "asks for a stream, and a batch has none to give.", 'Leave "stream" out.');
    }
    this.compare(url, model, index);
  }

  /** @throws InputError that says which encoding to save the file in. */
  refuseEncoding(index: number): never {
    this.refuse(
      index,
      "is not in UTF-8: it has bytes that are no character there.",
      "Save the file as UTF-8, and check that it is whole.",
    );
  }

  private checkId(id: unknown, index: number): void {
    if (typeof id === "number") {
      this.refuse(
        index,
        `has a custom_id that is no text, ${shown(id)}.`,
        `Write it in quotes: "${shown(id)}".`,
      );
    }
    if (typeof id !== "string" || id === "") {
      this.refuse(index, "has no custom_id.", 'Give each line its own, such as "custom_id": "row-1".');
    }
    const former = this.lineOfId.get(id);
    if (former !== undefined) {
      const problem = `has the custom_id of line ${this.numberOf(former)}, "${shown(id)}".`;
      this.refuse(index, problem, "Give each line its own.");
    }
    this.lineOfId.set(id, index);
  }

  private urlOf(url: unknown, index: number): string {
    if (typeof url === "string" && url.startsWith("/")) return url;
    if (typeof url === "string" && url.trim() !== "") {
      const problem = `has the url ${shown(url)}, which is no path of an operation.`;
      this.refuse(index, problem, 'Write the path alone, such as "url": "/v1/chat/completions".');
    }
    this.refuse(index, "has no url.", 'Write, for example, "url": "/v1/chat/completions".');
  }

  private compare(url: string, model: string, index: number): void {
    this.first ??= { url, model };
    if (url !== this.first.url) {
      const problem = `has the url ${shown(url)}, and line ${this.numberOf(0)} has ${shown(this.first.url)}.`;
      this.refuse(index, problem, "A batch asks for one operation.");
    }
    if (model !== this.first.model) {
      const problem = `names the model ${shown(model)}, and line ${this.numberOf(0)} names ${shown(this.first.model)}.`;
      this.refuse(index, problem, "All lines of a batch name one model.");
    }
  }

  private parse(text: string, index: number): LineObject {
    let line: unknown;
    try {
      line = JSON.parse(text);
    } catch {
      // Without a column, because the text before the line was removed.
      const at = jsonBreak(text);
      const where = at ? `near "${at.near}"` : "at its end";
      this.refuse(index, `is not JSON; it breaks ${where}.`, "Write one object per line.");
    }
    if (!isObject(line)) this.refuse(index, "is no JSON object.", "Write one object per line.");
    return line as LineObject;
  }

  private refuse(index: number, problem: string, mend: string): never {
    return refuseInput(this.label, `line ${this.numberOf(index)} ${problem}`, mend);
  }
}
