import { checkFieldName } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import { loadTokenCounter } from "../../text/tokens";
import { adviseOnFiles } from "./fileAdvice";
import { type GatheredRows, gatherRows } from "./gatherRows";
import { graderFields } from "./graderFields";
import { bySplit, type MeasuredSplit, measureSplit } from "./measureSplit";
import { openRecordSource, type RecordSource } from "./recordSource";
import { rowShaper } from "./shapeRow";
import { splitRows } from "./splitRows";
import { TokenMeter } from "./TokenMeter";
import { type Advice, type ReasonCount, type RowError, TrainingReport } from "./TrainingReport";
import { type TokenStatistics, tokenStatistics } from "./tokenStatistics";
import type { TrainingFile } from "./trainingFile";
import { type ShapeRow, type SplitName, splitNames, type TrainingOptions } from "./trainingOptions";

/** Records as an input gives them: a list, or JSON or JSON Lines as text or a file. */
export interface TrainingInputs {
  records: unknown;
  /** Where they are not a part of the records. */
  validation?: unknown;
  test?: unknown;
}

type OfSplits<Value> = Record<SplitName, Value>;

/** What rows became. */
export interface PreparedData {
  /** True when the files are right, and rows that are wrong were left out with the builder's leave. */
  isReady: boolean;
  /** The files that have rows; none unless they are ready. */
  files: Partial<OfSplits<TrainingFile>>;
  counts: {
    total: number;
    prepared: number;
    wrong: number;
    duplicates: number;
    groups: number;
  } & OfSplits<number>;
  shares: { asked: OfSplits<number>; reached: OfSplits<number> };
  overlaps: MeasuredSplit["overlaps"];
  statistics: Partial<OfSplits<Record<"prompt" | "answer" | "total", TokenStatistics>>>;
  estimate: {
    trainingTokensPerEpoch: number;
    /** True where some rows were not counted one by one, or have parts such as images that nobody counts. */
    isEstimate: boolean;
    /** Null without a price, and for reinforcement training, which is paid by the hour. */
    costPerEpoch: number | null;
    epochs: number | null;
    cost: number | null;
  };
  rowErrors: RowError[];
  reasons: ReasonCount[];
  advice: Advice;
  /** The system's message that all rows have, for running the model with the same one; null without. */
  systemMessage: string | null;
}

/** Tokens of a row that the services train with (65,536 is documented for the models of the gpt-4o and gpt-4.1 families). */
const usualMostTokens = 65_536;
const usualShare = 0.1;
const usualSeed = 42;
const usualRowErrors = 1_000;
const sampleRecords = 100;
const labels = { records: "Records", validation: "Validation Records", test: "Test Records" } as const;

const openSources = async (given: TrainingInputs, nextTurn: NextTurn): Promise<RecordSource[]> => {
  const sources: RecordSource[] = [];
  for (const name of ["records", "validation", "test"] as const) {
    if (name !== "records" && (given[name] === undefined || given[name] === null || given[name] === ""))
      continue;
    sources.push(await openRecordSource(labels[name], given[name], nextTurn));
  }
  return sources;
};

const samplesOf = (source: RecordSource | undefined): DataRecord[] =>
  Array.from({ length: Math.min(sampleRecords, source?.count ?? 0) }, (_, index) =>
    source?.read(index),
  ).flatMap((read) => (read && "record" in read ? [read.record] : []));

/** The split of each row: those of the records are parted, those of another input belong where it says. */
const placesOf = (
  rows: GatheredRows,
  sources: readonly RecordSource[],
  shares: readonly [number, number],
  seed: number,
) => {
  const own = rows.ownCount;
  const keys = [rows.promptKeys.slice(0, own), rows.groupKeys.slice(0, own)];
  const split = splitRows(own, keys, shares, seed);
  const places = new Uint8Array(rows.count);
  places.set(split.places);
  for (let row = own; row < rows.count; row += 1)
    places[row] = sources[rows.sources[row] ?? 0]?.label === labels.test ? 2 : 1;
  return { ...split, places };
};

const statisticsOf = (rows: GatheredRows, places: Uint8Array): PreparedData["statistics"] => {
  const found: PreparedData["statistics"] = {};
  for (const [place, name] of splitNames.entries()) {
    const of = (count: (row: number) => number) =>
      tokenStatistics(rows.promptTokens.flatMap((_, row) => (places[row] === place ? [count(row)] : [])));
    const prompt = of((row) => rows.promptTokens[row] ?? 0);
    const answer = of((row) => rows.answerTokens[row] ?? 0);
    const total = of((row) => (rows.promptTokens[row] ?? 0) + (rows.answerTokens[row] ?? 0));
    if (prompt && answer && total) found[name] = { prompt, answer, total };
  }
  return found;
};

const estimateOf = (
  tokens: number,
  { method, trainingPrice, epochs }: TrainingOptions,
  isEstimate: boolean,
): PreparedData["estimate"] => {
  const costPerEpoch =
    trainingPrice === undefined || method === "reinforcement"
      ? null
      : Number(((tokens * trainingPrice) / 1e6).toPrecision(12));
  return {
    trainingTokensPerEpoch: tokens,
    isEstimate,
    costPerEpoch,
    epochs: epochs ?? null,
    cost:
      costPerEpoch === null || epochs === undefined ? null : Number((costPerEpoch * epochs).toPrecision(12)),
  };
};

const sharesOf = (given: TrainingInputs, options: TrainingOptions): [validation: number, test: number] => {
  const shares: [number, number] = [
    given.validation ? 0 : (options.validationShare ?? usualShare),
    given.test ? 0 : (options.testShare ?? usualShare),
  ];
  if (shares[0] + shares[1] < 1) return shares;
  throw new Error(
    "Validation Share and Test Share: together they leave no row for training. Enter smaller ones.",
  );
};

/** Checks every row, and leaves out copies. */
const gather = async (
  sources: readonly RecordSource[],
  shape: ShapeRow,
  options: TrainingOptions,
  report: TrainingReport,
  nextTurn: NextTurn,
) => {
  const { method, service, groupField, grader } = options;
  const meter = new TokenMeter(await loadTokenCounter());
  const rows = await gatherRows({
    sources,
    shape,
    rules: { method, service, graderFields: graderFields("Grader", grader) },
    mostTokens: options.mostTokens ?? usualMostTokens,
    keepsDuplicates: options.keepsDuplicates ?? false,
    groupField,
    meter,
    report,
    nextTurn,
  });
  return { rows, isEstimate: meter.isEstimate || rows.hasUncountedParts };
};

/**
 * Makes training, validation and test files of records: reads, checks, leaves out copies, puts together what may not be
 * parted, and splits. Records are read one by one and twice; files are made of them whenever they are sent.
 * @param nextTurn - awaited between rows; throws when there is no more time, or the step was cancelled
 * @throws Error by the label of an input whose value is no list of records, or names a field that none has.
 */
export const prepareTrainingData = async (
  given: TrainingInputs,
  options: TrainingOptions,
  nextTurn: NextTurn,
): Promise<PreparedData> => {
  const { method, service, groupField } = options;
  const shares = sharesOf(given, options);
  const sources = await openSources(given, nextTurn);
  const samples = samplesOf(sources[0]);
  if (groupField !== undefined && samples.length > 0) checkFieldName("Group Field", samples, groupField);
  const shape = rowShaper(options, samples);
  const report = new TrainingReport(options.mostRowErrors ?? usualRowErrors);
  const { rows, isEstimate } = await gather(sources, shape, options, report, nextTurn);
  const split = placesOf(rows, sources, shares, options.seed ?? usualSeed);
  const measured = await measureSplit(rows, { sources, shape, options, places: split.places }, nextTurn);
  const statistics = statisticsOf(rows, split.places);
  const trainingTokens = statistics.training?.total.sum ?? 0;
  const asked = { training: 1 - shares[0] - shares[1], validation: shares[0], test: shares[1] };
  const own = bySplit(
    (_, place) => split.places.subarray(0, rows.ownCount).filter((one) => one === place).length,
  );
  const reached = bySplit((name) => own[name] / Math.max(1, rows.ownCount));
  const advice = adviseOnFiles({
    method,
    service,
    asked,
    reached,
    rows: measured.rows,
    bytes: measured.bytes,
    imageRows: rows.imageRows,
    largestGroup: split.largestGroup,
    trainingTokens,
    epochs: options.epochs,
    nearDuplicates: measured.overlaps.nearDuplicates,
  });
  report.necessary.push(...advice.necessary);
  report.recommended.push(...advice.recommended, ...rows.hints.sentences());
  const isReady =
    advice.necessary.length === 0 && (report.wrongRows === 0 || options.skipsWrongRows === true);
  return {
    isReady,
    files: isReady ? measured.files : {},
    counts: {
      total: rows.total,
      prepared: rows.count,
      wrong: report.wrongRows,
      duplicates: rows.duplicates,
      groups: split.groups,
      ...measured.rows,
    },
    shares: { asked, reached },
    overlaps: measured.overlaps,
    statistics,
    estimate: estimateOf(trainingTokens, options, isEstimate),
    rowErrors: report.rowErrors,
    reasons: report.reasons(),
    advice: report.advice(),
    systemMessage: rows.systemMessage ?? null,
  };
};
