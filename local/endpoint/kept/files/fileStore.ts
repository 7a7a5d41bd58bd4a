import { randomUUID } from "node:crypto";
import type { Api } from "../../server/address";

/** A file that was uploaded, or that a batch wrote. */
export interface StoredFile {
  id: string;
  fileName: string;
  purpose: string;
  bytes: Buffer;
  createdAtMs: number;
  expiresAtMs?: number | undefined;
}

/** What a new file is made of. */
type NewFile = Omit<StoredFile, "id" | "createdAtMs" | "expiresAtMs"> & {
  expiresAfterSeconds?: number | undefined;
};

/** The files of the endpoint, in memory, until they expire. */
export class FileStore {
  private readonly files = new Map<string, StoredFile>();

  constructor(private readonly nowMs: () => number) {}

  add({ expiresAfterSeconds, ...file }: NewFile, api: Api): StoredFile {
    const createdAtMs = this.nowMs();
    const id = randomUUID().replaceAll("-", "");
    const stored: StoredFile = {
      ...file,
      id: api === "openai" ? `file-${id.slice(0, 22)}` : `file-${id}`,
      createdAtMs,
      ...(expiresAfterSeconds === undefined ? {} : { expiresAtMs: createdAtMs + expiresAfterSeconds * 1000 }),
    };
    this.files.set(stored.id, stored);
    return stored;
  }

  find(id: string): StoredFile | undefined {
    const file = this.files.get(id);
    if (file?.expiresAtMs === undefined || file.expiresAtMs > this.nowMs()) return file;
    this.files.delete(id);
    return undefined;
  }

  /** The oldest first. */
  list(): StoredFile[] {
    return [...this.files.keys()].map((id) => this.find(id)).filter((file) => file !== undefined);
  }

  delete(id: string): boolean {
    return this.find(id) !== undefined && this.files.delete(id);
  }
}
