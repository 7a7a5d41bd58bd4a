import type { VectorStore } from "openai/resources/vector-stores/vector-stores";
import { anything, number, orNull, text } from "../../output/shape";

/** What steps are likely to read of a vector store that they created. */
export const knownOfNewStore = {
  name: orNull(text()),
  status: text("in_progress, completed or expired; completed also before its first file"),
  file_counts: anything("Files that are in_progress, completed, failed, cancelled, and the total"),
  expires_at: orNull(number("Unix time in seconds; null or absent without an expiry")),
} as const;

/** What both services' references say of a vector store. */
export const knownOfStore = {
  ...knownOfNewStore,
  id: text("The Vector Store ID of other steps"),
  object: text(),
  created_at: number("Unix time in seconds"),
  usage_bytes: number("What its files take in it"),
  last_active_at: orNull(number("When it was last used, from which its expiry counts")),
  metadata: anything("As it was created"),
} as const;

/** Example of a vector store. */
export const exampleStore: VectorStore = {
  id: "vs_abc123",
  object: "vector_store",
  created_at: 1_795_219_200,
  name: "Manuals",
  usage_bytes: 18_432,
  file_counts: { in_progress: 0, completed: 1, failed: 0, cancelled: 0, total: 1 },
  status: "completed",
  expires_after: { anchor: "last_active_at", days: 30 },
  expires_at: 1_797_811_200,
  last_active_at: 1_795_219_200,
  metadata: {},
};
