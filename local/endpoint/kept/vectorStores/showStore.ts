import { expiresAtMs, type StoredDocument, statusOf, type VectorStore } from "./vectorStore";

const seconds = (timeMs: number): number => Math.floor(timeMs / 1000);

/** How many files have come how far. */
const countFiles = (documents: readonly StoredDocument[], nowMs: number) => {
  const count = (status: string) =>
    documents.filter((document) => statusOf(document, nowMs) === status).length;
  return {
    in_progress: count("in_progress"),
    completed: count("completed"),
    failed: count("failed"),
    cancelled: 0,
    total: documents.length,
  };
};

/** A vector store as the service shows it. */
export const showStore = (store: VectorStore, isExpired: boolean, nowMs: number) => {
  const documents = [...store.documents.values()];
  const counts = countFiles(documents, nowMs);
  const expiry = expiresAtMs(store);
  return {
    id: store.id,
    object: "vector_store",
    created_at: seconds(store.createdAtMs),
    name: store.name,
    usage_bytes: documents
      .filter((document) => statusOf(document, nowMs) === "completed")
      .reduce((sum, { bytes }) => sum + bytes, 0),
    file_counts: counts,
    status: isExpired ? "expired" : counts.in_progress > 0 ? "in_progress" : "completed",
    ...(expiry !== undefined && {
      expires_after: { anchor: "last_active_at", days: store.expiresAfterDays },
      expires_at: seconds(expiry),
    }),
    last_active_at: seconds(store.lastActiveAtMs),
    metadata: store.metadata,
  };
};

/** A file of a vector store as the service shows it. */
export const showDocument = (document: StoredDocument, storeId: string, nowMs: number) => {
  const status = statusOf(document, nowMs);
  return {
    id: document.fileId,
    object: "vector_store.file",
    usage_bytes: status === "completed" ? document.bytes : 0,
    created_at: seconds(document.attachedAtMs),
    vector_store_id: storeId,
    status,
    last_error: status === "failed" ? document.problem : null,
    chunking_strategy: { type: "static", static: document.chunking },
    attributes: document.attributes,
  };
};

/** Files that were attached together, as the service shows them. */
export const showBatch = (
  id: string,
  documents: readonly StoredDocument[],
  storeId: string,
  nowMs: number,
) => {
  const counts = countFiles(documents, nowMs);
  return {
    id,
    object: "vector_store.files_batch",
    created_at: seconds(documents[0]?.attachedAtMs ?? nowMs),
    vector_store_id: storeId,
    status: counts.in_progress > 0 ? "in_progress" : "completed",
    file_counts: counts,
  };
};
