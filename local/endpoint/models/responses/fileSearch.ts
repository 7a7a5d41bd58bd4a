import { isRecord } from "../../server/answer";
import { contentWords } from "../chat/summarize";
import { type Item, newId } from "./responseStore";

/** A passage of a file in a vector store. */
interface Found {
  file_id: string;
  filename: string;
  score: number;
  attributes: Item;
  text: string;
}

/** The vector stores that the tool searches. */
export interface SearchedStores {
  has(id: string): boolean;
  searchAll(
    ids: readonly string[],
    search: { queries: string[]; most: number; filter?: unknown; least?: number },
  ): Found[];
}

const idsOf = ({ vector_store_ids: ids }: Item): string[] => (Array.isArray(ids) ? ids.map(String) : []);

/** The id of a store that a tool names and nobody has; undefined for none. */
export const missingStore = (tools: unknown, stores: SearchedStores): string | undefined =>
  (Array.isArray(tools) ? tools : [])
    .filter(isRecord)
    .filter(({ type }) => type === "file_search")
    .flatMap(idsOf)
    .find((id) => !stores.has(id));

const search = (tool: Item, question: string, stores: SearchedStores): Found[] => {
  const { max_num_results: most = 20, filters, ranking_options: ranking } = tool;
  const least = isRecord(ranking) ? ranking["score_threshold"] : undefined;
  return stores.searchAll(idsOf(tool), {
    queries: [question],
    most: Number(most),
    filter: filters ?? undefined,
    ...(typeof least === "number" && { least }),
  });
};

/** The sentence of the passages that has most words of the question, and its passage; undefined without any. */
const bestSentence = (question: string, passages: readonly Found[]) => {
  const asked = new Set(contentWords(question));
  const sentences = passages.flatMap((passage) =>
    passage.text.split(/(?<=[.!?])\s+|\n+/).map((sentence) => ({
      passage,
      sentence: sentence.trim(),
      shared: new Set(contentWords(sentence).filter((word) => asked.has(word))).size,
    })),
  );
  return sentences
    .filter(({ shared }) => shared > 0)
    .reduce<(typeof sentences)[number] | undefined>(
      (best, one) => (best === undefined || one.shared > best.shared ? one : best),
      undefined,
    );
};

/** Searches files: the call with what it found, and an answer in the words of the best passage, which it cites. */
export const fileSearch = (
  tool: Item,
  { question, include, shelf }: { question: string; include: unknown[]; shelf: SearchedStores },
) => {
  const found = search(tool, question, shelf);
  const best = bestSentence(question, found);
  const call = {
    id: newId("fs"),
    type: "file_search_call",
    status: "completed",
    queries: [question.slice(0, 100)],
    results: include.includes("file_search_call.results") ? found : null,
  };
  if (best === undefined) return { items: [call] };
  const { file_id, filename } = best.passage;
  return {
    items: [call],
    text: best.sentence,
    annotations: [{ words: "", annotation: { type: "file_citation", file_id, filename } }],
  };
};
