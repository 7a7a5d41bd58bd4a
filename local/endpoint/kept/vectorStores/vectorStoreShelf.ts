import type { Clock } from "../../server/clock";
import type { StoredFile } from "../files/fileStore";
import { passesFilter } from "./filterDocuments";
import { readDocument, vectorOf } from "./readDocument";
import {
  type Embed,
  expiresAtMs,
  newId,
  type StoredDocument,
  statusOf,
  type VectorStore,
  type VectorStoreOptions,
} from "./vectorStore";

/** A passage that a search found. */
interface FoundPassage {
  file_id: string;
  filename: string;
  score: number;
  attributes: Record<string, unknown>;
  text: string;
}

/** What is searched for. */
export interface Search {
  queries: readonly string[];
  most: number;
  filter?: unknown;
  least?: number;
}

/** The vector stores of the endpoint, in memory. What is in them changes with the clock alone. */
export class VectorStoreShelf {
  private readonly stores = new Map<string, VectorStore>();

  constructor(
    readonly options: VectorStoreOptions,
    private readonly surroundings: { clock: Pick<Clock, "nowMs">; embed: Embed },
  ) {}

  nowMs(): number {
    return this.surroundings.clock.nowMs();
  }

  add(store: Pick<VectorStore, "name" | "metadata" | "expiresAfterDays">): VectorStore {
    const nowMs = this.nowMs();
    const id = newId("vs");
    const added = { ...store, id, createdAtMs: nowMs, lastActiveAtMs: nowMs, documents: new Map() };
    this.stores.set(id, added);
    return added;
  }

  find(id: string): VectorStore | undefined {
    const store = this.stores.get(id);
    if (store && this.isExpired(store)) store.documents.clear();
    return store;
  }

  has(id: string): boolean {
    return this.stores.has(id);
  }

  /** Searches several stores; those that are not there have nothing. */
  searchAll(ids: readonly string[], search: Search): FoundPassage[] {
    return ids
      .flatMap((id) => this.find(id) ?? [])
      .flatMap((store) => this.search(store, search))
      .sort((left, right) => right.score - left.score)
      .slice(0, search.most);
  }

  /** The newest first. */
  list(): VectorStore[] {
    return [...this.stores.keys()].flatMap((id) => this.find(id) ?? []).reverse();
  }

  delete(id: string): boolean {
    return this.stores.delete(id);
  }

  isExpired(store: VectorStore): boolean {
    return (expiresAtMs(store) ?? Number.POSITIVE_INFINITY) <= this.nowMs();
  }

  attach(
    store: VectorStore,
    file: StoredFile,
    how: Pick<StoredDocument, "attributes" | "chunking" | "batchId">,
  ): StoredDocument {
    const { readingMs = 0, maximumWords = 5_000_000 } = this.options;
    const nowMs = this.nowMs();
    store.lastActiveAtMs = nowMs;
    const document: StoredDocument = {
      ...how,
      fileId: file.id,
      fileName: file.fileName,
      attachedAtMs: nowMs,
      readAtMs: nowMs + (typeof readingMs === "function" ? readingMs(file.fileName) : readingMs),
      bytes: file.bytes.length,
      ...readDocument(file, how.chunking, { embed: this.surroundings.embed, maximumWords }),
    };
    store.documents.set(file.id, document);
    return document;
  }

  /** The passages of the files that were read, the nearest to any of the queries first. */
  search(store: VectorStore, { queries, most, filter, least = 0 }: Search): FoundPassage[] {
    const nowMs = this.nowMs();
    store.lastActiveAtMs = nowMs;
    const { embed } = this.surroundings;
    const asked = queries.map((query) => vectorOf(query, embed));
    return [...store.documents.values()]
      .filter(
        (document) => statusOf(document, nowMs) === "completed" && passesFilter(document.attributes, filter),
      )
      .flatMap(({ fileId, fileName, attributes, passages }) =>
        passages.map(({ text, vector }) => ({
          ...{ file_id: fileId, filename: fileName, attributes, text },
          score: Math.max(...asked.map((one) => nearness(one, vector))),
        })),
      )
      .filter(({ score }) => score >= least)
      .sort((left, right) => right.score - left.score)
      .slice(0, most);
  }
}

/** The cosine of two vectors in unit length, as a score from 0 to 1. */
const nearness = (left: Float32Array, right: Float32Array): number => {
  const product = left.reduce((sum, value, index) => sum + value * (right[index] ?? 0), 0);
  return Math.min(1, Math.max(0, product));
};
