import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { comparableText } from "./comparableText";
import type { GatheredRows } from "./gatherRows";
import { rowTexts } from "./messageTexts";
import { NearDuplicateSearch, type NearDuplicates } from "./nearDuplicates";
import { readTrainingRow } from "./readTrainingRow";
import type { RecordSource } from "./recordSource";
import { FileDigest, type TrainingFile, trainingFile } from "./trainingFile";
import type { ShapeRow, TrainingRow } from "./trainingOptions";
import { type SplitName, splitNames, type TrainingOptions } from "./trainingOptions";

/** A row of an input, by its number there. */
interface RowPlace {
  input: string;
  row: number;
}

/** What the parts of a split are. */
export interface MeasuredSplit {
  rows: Record<SplitName, number>;
  bytes: Record<SplitName, number>;
  files: Partial<Record<SplitName, TrainingFile>>;
  /** Prompts and groups that more than one part has: none, counted in what came out. */
  overlaps: {
    prompts: number;
    groups: number;
    nearDuplicates: Omit<NearDuplicates, "pairs"> & {
      samples: Array<RowPlace & { like: RowPlace; similarity: number }>;
    };
  };
}

/** What a split is made of. */
interface Split {
  sources: readonly RecordSource[];
  shape: ShapeRow;
  options: TrainingOptions;
  /** The part of each row. */
  places: Uint8Array;
}

/** A value for each part. */
export const bySplit = <Value>(
  valueFor: (name: SplitName, place: number) => Value,
): Record<SplitName, Value> =>
  Object.fromEntries(splitNames.map((name, place) => [name, valueFor(name, place)])) as Record<
    SplitName,
    Value
  >;

/** How many keys rows of more than one part have. */
const sharedKeys = (keys: Float64Array, places: Uint8Array): number => {
  const partsOf = new Map<number, number>();
  for (let row = 0; row < places.length; row += 1) {
    const key = keys[row] ?? 0;
    if (key !== 0) partsOf.set(key, (partsOf.get(key) ?? 0) | (1 << (places[row] ?? 0)));
  }
  return [...partsOf.values()].filter((parts) => (parts & (parts - 1)) !== 0).length;
};

/** Reads rows that were gathered again. */
class RowReader {
  private readonly cut: readonly [start: number, end: number];

  constructor(
    private readonly rows: GatheredRows,
    private readonly split: Split,
  ) {
    // What all prompts have in common would make all of them alike.
    const { start = "", end, isSame } = rows.hints.prompts;
    this.cut = isSame ? [0, 0] : [start.length, end.length];
  }

  /** The prompt as it is compared, without what all have in common. */
  comparable(row: TrainingRow): string {
    const { prompt } = rowTexts(row, this.split.options.method);
    const [start, end] = this.cut;
    return comparableText(prompt.slice(start, Math.max(start, prompt.length - end)));
  }

  place(row: number): RowPlace {
    const { sources, indexes } = this.rows;
    return { input: this.split.sources[sources[row] ?? 0]?.label ?? "", row: (indexes[row] ?? 0) + 1 };
  }

  read(row: number) {
    const { sources, indexes } = this.rows;
    const source = this.split.sources[sources[row] ?? 0] as RecordSource;
    const made = readTrainingRow(source, indexes[row] ?? 0, this.split.shape);
    if ("line" in made) return made;
    return refuseInput(source.label, `row ${(indexes[row] ?? 0) + 1} changed while the step read it.`);
  }
}

/** A file of the rows of one part. */
const fileOfPart = (
  split: SplitName,
  members: readonly number[],
  digest: FileDigest,
  reader: RowReader,
  { method, service, fileName }: TrainingOptions,
): TrainingFile =>
  trainingFile({
    split,
    method,
    service,
    prefix: fileName ? `${fileName}-` : "",
    digest,
    rowNumbers: members.map((row) => reader.place(row).row),
    *lines() {
      for (const row of members) yield reader.read(row).line;
    },
  });

const shownDuplicates = (
  { pairs, ...near }: NearDuplicates,
  reader: RowReader,
): MeasuredSplit["overlaps"]["nearDuplicates"] => ({
  ...near,
  samples: pairs.map(({ row, like, similarity }) => ({
    ...reader.place(row),
    like: reader.place(like),
    similarity: Number(similarity.toFixed(3)),
  })),
});

/** Reads every row once more: measures the files, and looks for rows of different parts that are nearly the same. */
export const measureSplit = async (
  rows: GatheredRows,
  split: Split,
  nextTurn: NextTurn,
): Promise<MeasuredSplit> => {
  const { places, options } = split;
  const reader = new RowReader(rows, split);
  const digests = bySplit(() => new FileDigest(options.service));
  const members = bySplit((): number[] => []);
  const search = new NearDuplicateSearch(rows.count);
  for (let row = 0; row < rows.count; row += 1) {
    const name = splitNames[places[row] ?? 0] ?? "training";
    const { line, row: made } = reader.read(row);
    digests[name].add(line);
    members[name].push(row);
    search.add(row, reader.comparable(made));
    await nextTurn();
  }
  const near = await search.find(places, (row) => reader.comparable(reader.read(row).row), nextTurn);
  const files = splitNames
    .filter((name) => members[name].length > 0)
    .map((name) => [name, fileOfPart(name, members[name], digests[name], reader, options)] as const);
  return {
    rows: bySplit((name) => members[name].length),
    bytes: bySplit((name) => digests[name].lengthBytes),
    files: Object.fromEntries(files),
    overlaps: {
      prompts: sharedKeys(rows.promptKeys, places),
      groups: sharedKeys(rows.groupKeys, places),
      nearDuplicates: shownDuplicates(near, reader),
    },
  };
};
