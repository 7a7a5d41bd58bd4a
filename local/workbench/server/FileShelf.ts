import { randomUUID } from "node:crypto";
import { type FileValue, fileValue } from "../../platform/fileValue";
import type { FileReference } from "../wire/entered";
import { RequestError } from "./http/RequestError";

/** Files of a session together, in bytes. */
const mostBytes = 1024 * 1024 * 1024;

/** The files that were handed to the workbench, in memory. The oldest go when there are too many. */
export class FileShelf {
  private readonly files = new Map<string, FileValue & { name: string }>();
  private heldBytes = 0;

  /** Keeps a file, and gives what stands for it in a form. */
  add(data: Buffer, name: string, contentType = fileValue(Buffer.alloc(0), name).contentType): FileReference {
    const id = randomUUID();
    this.files.set(id, { data, contentType, name });
    this.heldBytes += data.length;
    for (const [oldest, { data: bytes }] of this.files) {
      if (this.heldBytes <= mostBytes || oldest === id) break;
      this.files.delete(oldest);
      this.heldBytes -= bytes.length;
    }
    return { $file: id, name, contentType, size: data.length };
  }

  /**
   * A file as an earlier step would give it.
   * @throws RequestError for one that is gone
   */
  get(id: string): FileValue & { fileName: string } {
    const file = this.files.get(id);
    if (!file) throw new RequestError(410, "This file is no longer in the workbench: choose it again.");
    return { data: file.data, contentType: file.contentType, fileName: file.name };
  }
}
