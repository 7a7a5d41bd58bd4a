import type { Client } from "../../../client/createClient";
import { ifReadable } from "../../../client/errors/errors";
import { readUntil } from "./readUntil";

/** Counts lines up to a number. */
class LineCount {
  count = 0;

  constructor(private readonly most: number) {}

  take(_line: string): boolean {
    this.count += 1;
    return this.count >= this.most;
  }
}

/** How many rows a file has, up to a number; undefined where it can't be read, since that is an extra. */
export const countRows = (client: Client, fileId: string, most: number): Promise<number | undefined> =>
  ifReadable(async () => (await readUntil(client, fileId, () => new LineCount(most))).count);
