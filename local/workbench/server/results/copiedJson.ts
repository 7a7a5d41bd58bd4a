import { RequestError } from "../http/RequestError";

/** Values of a part that is copied as one text. */
const mostValues = 20_000;
/** Characters of its texts and names together. */
const mostCharacters = 5_000_000;
/** Characters of what JSON does not know, such as a function. */
const mostOdd = 300;
/** A part that is deeper is taken for one without an end. */
const mostLevels = 100;

/** A copy of a part as JSON can tell it, which is no longer than is allowed. */
class BoundedCopy {
  private values = 0;
  private characters = 0;

  copy(value: unknown, level = 0): unknown {
    this.values += 1;
    this.characters += typeof value === "string" ? value.length : 0;
    if (this.values > mostValues || this.characters > mostCharacters || level > mostLevels) {
      throw new RequestError(413, "This part is too large to be copied: mark a smaller one.");
    }
    if (value instanceof Uint8Array) return `(${value.length} bytes)`;
    if (Array.isArray(value)) return value.map((entry) => this.copy(entry, level + 1));
    if (typeof value === "bigint" || typeof value === "symbol" || typeof value === "function") {
      return String(value).slice(0, mostOdd);
    }
    if (typeof value !== "object" || value === null || value instanceof Date) return value;
    return Object.fromEntries(
      Object.entries(value).map(([name, entry]) => {
        this.characters += name.length;
        return [name, this.copy(entry, level + 1)];
      }),
    );
  }
}

/**
 * A part of a result as JSON, in lines. What stands for bytes says how many there are.
 * @throws RequestError for a part that is too large to be copied
 */
export const copiedJson = (value: unknown): string =>
  JSON.stringify(new BoundedCopy().copy(value), null, 2) ?? "";
