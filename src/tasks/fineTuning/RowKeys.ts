import { hash } from "node:crypto";
import { comparableText } from "./comparableText";

/** 52 bits of a digest: a number takes a quarter of its text, and of a million rows no two share one by chance. */
const keyOf = (text: string): number => Number.parseInt(hash("sha1", text, "hex").slice(0, 13), 16);

/** What tells a row from others. */
export interface RowKey {
  /** Of its prompt, case, blanks and punctuation aside. */
  prompt: number;
  /** 0 for none. */
  group: number;
  /** Of all that it holds. */
  row: number;
  /** Of its prompt and its answers, case, blanks and punctuation aside. */
  like: number;
}

/** The keys of a row. */
export const rowKey = (
  line: string,
  { prompt, answers }: { prompt: string; answers: readonly string[] },
  group: string | undefined,
): RowKey => {
  const promptKey = keyOf(comparableText(prompt));
  return {
    prompt: promptKey,
    group: group === undefined ? 0 : keyOf(group),
    row: keyOf(line),
    like: keyOf(`${promptKey}${comparableText(answers.join("\n"))}`),
  };
};

/** The keys of the rows that were taken, and which source each is in. */
export class RowKeys {
  private readonly rows = new Set<number>();
  private readonly likes = new Set<number>();
  private readonly prompts = new Map<number, number>();
  private readonly groups = new Map<number, number>();

  /** Takes a row of a source. */
  add({ prompt, group, row, like }: RowKey, source: number): void {
    this.rows.add(row);
    this.likes.add(like);
    this.prompts.set(prompt, source);
    if (group !== 0) this.groups.set(group, source);
  }

  isCopy({ row }: RowKey): boolean {
    return this.rows.has(row);
  }

  isAlike({ like }: RowKey): boolean {
    return this.likes.has(like);
  }

  /** The other sources that have the row's prompt and its group. */
  others(
    { prompt, group }: RowKey,
    source: number,
  ): { prompt?: number | undefined; group?: number | undefined } {
    const other = (known: number | undefined) => (known === source ? undefined : known);
    return {
      prompt: other(this.prompts.get(prompt)),
      group: other(this.groups.get(group)),
    };
  }
}
