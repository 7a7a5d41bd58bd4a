import { bytesOf } from "./bytesOf";
import { isComposite, normalizedText, type TextRules } from "./comparableValue";

/**
 * Gives equal values equal numbers: objects and lists by their contents, null and undefined as themselves, all else by
 * its text. Each object is visited once, however often it occurs.
 */
export class ValueNumbers {
  private readonly byContents = new Map<string, number>();
  private readonly byObject = new Map<object, number>();

  constructor(private readonly rules: TextRules) {}

  /** @param value - a value from `plainValue`, which does not contain itself */
  of(value: unknown): number {
    if (isComposite(value)) return this.ofComposite(value);
    return this.numberOf((value ?? null) === null ? "nothing" : `text ${normalizedText(value, this.rules)}`);
  }

  private ofComposite(value: object): number {
    const known = this.byObject.get(value);
    if (known !== undefined) return known;
    const number = this.numberOf(this.contents(value));
    this.byObject.set(value, number);
    return number;
  }

  private numberOf(contents: string): number {
    const number = this.byContents.get(contents) ?? this.byContents.size;
    this.byContents.set(contents, number);
    return number;
  }

  private contents(value: object): string {
    const bytes = bytesOf(value);
    if (bytes) return `bytes ${bytes.toString("latin1")}`;
    if (Array.isArray(value)) return `[${Array.from(value, (entry) => this.spelled(entry)).join()}]`;
    const fields = Object.keys(value)
      .sort()
      .flatMap((name) => {
        const entry: unknown = Reflect.get(value, name);
        return entry === undefined ? [] : [`${JSON.stringify(name)}:${this.spelled(entry)}`];
      });
    return `{${fields.join()}}`;
  }

  /** A value within another one: dates as text, and both zeros alike. */
  private spelled(value: unknown): string {
    if (value instanceof Date) return JSON.stringify(value.toISOString());
    if (typeof value === "string") return JSON.stringify(value);
    return isComposite(value) ? `#${this.ofComposite(value)}` : String(value);
  }
}
