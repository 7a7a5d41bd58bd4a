import type { FallbackReport } from "../../client/fallback/fallback";
import { createTurns, mapInTurns, type NextTurn } from "../../pacing/turns";
import {
  jsonLinesFile,
  packedFiles,
  shortNumbers,
  type VectorFile,
  type VectorSource,
} from "../../text/embeddings/vectorFiles";
import { type EmbeddingTexts, embeddingTexts } from "./embeddingTexts";
import { type EmbeddedTexts, type EmbeddingTask, embedTexts } from "./embedTexts";

/** A text or record with its vector, or with why it has none. */
interface EmbeddedItem {
  index: number;
  /** Null where it failed. */
  embedding: number[] | null;
  failure: unknown;
  /** The text that was embedded, before it was cut. */
  text: string;
  source: VectorSource;
  /** Characters that were embedded of a text that was cut. */
  cutTo?: number | undefined;
  fallback?: FallbackReport | undefined;
}

/** What a step's texts or records became. */
export interface EmbeddedItems {
  /** Those that were tried, in order; beside a file, those that failed alone. */
  results: EmbeddedItem[];
  counts: { total: number; succeeded: number; failed: number; remaining: number };
  dimensions: number | null;
  model: string | null;
  file: VectorFile | null;
  indexFile: VectorFile | null;
  /** Those that were not tried. */
  remaining: VectorSource[];
  warning: string | null;
  warnings: string[];
}

/** Places that a warning names. */
const mostNamed = 5;

/** Numbers from which a result is too much for most readers: about 130 MB as JSON. */
const manyNumbers = 10_000_000;

const placesInWords = (noun: string, places: readonly number[]): string => {
  const named = places.slice(0, mostNamed).map((place) => `${noun} ${place + 1}`);
  const others = places.length - named.length;
  return `${named.join(", ")}${others > 0 ? ` and ${others} more` : ""}`;
};

const warningsOf = (
  { noun, mended }: EmbeddingTexts,
  { cutTo, rows }: EmbeddedTexts,
  isFile: boolean,
): string[] => {
  const cut = [...cutTo.keys()].toSorted((left, right) => left - right);
  return [
    ...(mended.length > 0
      ? [`Half characters were replaced, and NUL was left out, in ${placesInWords(noun, mended)}.`]
      : []),
    ...(cut.length > 0 ? [`Cut to what the model reads: ${placesInWords(noun, cut)}.`] : []),
    ...(!isFile && rows.count * rows.dimensions > manyNumbers
      ? ["The results are very large: later steps read a file more easily, which Output Form gives."]
      : []),
  ];
};

/** What became of each of the texts at these places that were tried. */
const itemsAt = (
  places: readonly number[],
  { sourceAt, textAt }: EmbeddingTexts,
  { rows, errors, cutTo, fallbacks }: EmbeddedTexts,
  nextTurn: NextTurn,
): Promise<EmbeddedItem[]> =>
  mapInTurns(places, nextTurn, (index) => {
    const vector = rows.at(index);
    return {
      index,
      embedding: vector ? shortNumbers(vector) : null,
      failure: errors.get(index),
      text: textAt(index),
      source: sourceAt(index),
      cutTo: cutTo.get(index),
      fallback: fallbacks.get(index),
    };
  });

/** Embeds the texts or records of a step, and makes the files that are asked for. */
export const embedItems = async (
  inputs: Parameters<typeof embeddingTexts>[1],
  task: EmbeddingTask,
): Promise<EmbeddedItems> => {
  const { client, form } = task;
  const given = await embeddingTexts(client, inputs);
  const embedded = await embedTexts(given, task);
  const { rows, errors, model, warning, remaining } = embedded;
  // Vectors that have come are handed over, also where the step's time is up by now.
  const nextTurn = createTurns({ action: client.action, signal: undefined, remainingMs: () => 1 });
  const isFile = form !== "results";
  const tried = given.texts.flatMap((_, place) => (errors.has(place) || rows.at(place) ? [place] : []));
  const places = tried.filter((place) => !errors.has(place));
  const shown = isFile ? tried.filter((place) => errors.has(place)) : tried;
  const results = await itemsAt(shown, given, embedded, nextTurn);
  const warnings = warningsOf(given, embedded, isFile);
  const parts = { rows, places, sourceAt: given.sourceAt, nextTurn };
  const files = form === "packed" ? await packedFiles(parts, model) : undefined;
  return {
    results,
    counts: {
      total: given.texts.length,
      succeeded: places.length,
      failed: errors.size,
      remaining: remaining.length,
    },
    dimensions: rows.dimensions || null,
    model,
    file: files?.file ?? (form === "jsonLines" ? await jsonLinesFile(parts) : null),
    indexFile: files?.indexFile ?? null,
    remaining: remaining.map(given.sourceAt),
    warning,
    warnings,
  };
};
