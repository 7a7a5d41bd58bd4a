import { isEmpty } from "../../inputs/cleaners";
import { checkFieldName } from "../../inputs/fieldNames";
import type { DataRecord } from "../../inputs/records";
import type { NextTurn } from "../../pacing/turns";
import { refuseInput } from "../../text/InputError";
import { loadTokenCounter } from "../../text/tokens";
import { adviseOnFiles } from "./fileAdvice";
import { type GatheredRows, gatherRows } from "./gatherRows";
import { graderFields } from "./graderFields";
import { longestRowOf } from "./longestRow";
import { bySplit, type MeasuredSplit, measureSplit } from "./measureSplit";
import { estimateOf, type PreparedData, statisticsOf } from "./preparedData";
import { openRecordSource, type RecordSource } from "./recordSource";
import { rowShaper } from "./shapeRow";
import { splitRows } from "./splitRows";
import { TokenMeter } from "./TokenMeter";
import { TrainingReport } from "./TrainingReport";
import type { ShapeRow, TrainingOptions } from "./trainingOptions";

/** Records as an input gives them: a list, or JSON or JSON Lines as text or a file. */
interface TrainingInputs {
  records: unknown;
  /** Where they are not a part of the records. */
  validation?: unknown;
  test?: unknown;
}

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
  const keys = [rows.promptKeys.subarray(0, own), rows.groupKeys.subarray(0, own)];
  const split = splitRows(own, keys, shares, seed);
  const places = new Uint8Array(rows.count);
  places.set(split.places);
  for (let row = own; row < rows.count; row += 1)
    places[row] = sources[rows.sources[row] ?? 0]?.label === labels.test ? 2 : 1;
  return { ...split, places };
};

const sharesOf = (given: TrainingInputs, options: TrainingOptions): [validation: number, test: number] => {
  const shares: [number, number] = [
    isEmpty(given.validation) ? (options.validationShare ?? usualShare) : 0,
    isEmpty(given.test) ? (options.testShare ?? usualShare) : 0,
  ];
  if (shares[0] + shares[1] < 1) return shares;
  return refuseInput(
    "Validation Share and Test Share",
    "together they leave no row for training.",
    "Enter smaller ones.",
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
  const meter = new TokenMeter(await loadTokenCounter(nextTurn));
  const rows = await gatherRows({
    sources,
    shape,
    rules: { method, service, graderFields: graderFields(grader) },
    mostTokens: options.mostTokens ?? longestRowOf(options.baseModel),
    keepsDuplicates: options.keepsDuplicates ?? false,
    groupField,
    meter,
    report,
    nextTurn,
  });
  return { rows, isEstimate: meter.isEstimate || rows.hasUncountedParts };
};

/** What the files would be. */
const factsOf = (
  rows: GatheredRows,
  { places, largestGroup }: ReturnType<typeof placesOf>,
  { rows: counts, bytes, overlaps: { nearDuplicates } }: MeasuredSplit,
  [validation, test]: readonly [number, number],
  { method, service, epochs }: TrainingOptions,
) => {
  const own = places.subarray(0, rows.ownCount);
  const reached = (place: number) => own.filter((one) => one === place).length / Math.max(1, own.length);
  const statistics = statisticsOf(rows, places);
  return {
    method,
    service,
    epochs,
    asked: { training: 1 - validation - test, validation, test },
    reached: bySplit((_, place) => reached(place)),
    rows: counts,
    bytes,
    imageRows: rows.imageRows,
    largestGroup,
    statistics,
    trainingTokens: statistics.training?.total.sum ?? 0,
    nearDuplicates,
  };
};

/**
 * Makes training, validation and test files of records: reads, checks, leaves out copies, puts together what may not be
 * parted, and splits. Records are read one by one and twice; files are made of them whenever they are sent.
 * @param nextTurn - awaited between rows; throws when there is no more time, or the step was cancelled
 * @throws InputError by the label of an input whose value is no list of records, or names a field that none has.
 */
export const prepareTrainingData = async (
  given: TrainingInputs,
  options: TrainingOptions,
  nextTurn: NextTurn,
): Promise<PreparedData> => {
  const shares = sharesOf(given, options);
  const sources = await openSources(given, nextTurn);
  const samples = samplesOf(sources[0]);
  const { groupField } = options;
  if (groupField !== undefined && samples.length > 0) checkFieldName("Group Field", samples, groupField);
  const shape = rowShaper(options, samples);
  const report = new TrainingReport(options.mostRowErrors ?? usualRowErrors);
  const { rows, isEstimate } = await gather(sources, shape, options, report, nextTurn);
  const split = placesOf(rows, sources, shares, options.seed ?? usualSeed);
  const measured = await measureSplit(rows, { sources, shape, options, places: split.places }, nextTurn);
  const facts = factsOf(rows, split, measured, shares, options);
  const advice = adviseOnFiles(facts);
  report.necessary.push(...advice.necessary);
  const notices = sources.flatMap(({ label, notices: told = [] }) =>
    told.map((notice) => `${label}: ${notice}`),
  );
  report.recommended.push(...notices, ...advice.recommended, ...rows.hints.sentences());
  const isReady =
    advice.necessary.length === 0 && (report.wrongRows === 0 || options.skipsWrongRows === true);
  const { total, duplicates, count: prepared } = rows;
  return {
    isReady,
    files: isReady ? measured.files : {},
    counts: { total, prepared, wrong: report.wrongRows, duplicates, groups: split.groups, ...measured.rows },
    shares: { asked: facts.asked, reached: facts.reached },
    overlaps: measured.overlaps,
    statistics: facts.statistics,
    estimate: estimateOf(facts.trainingTokens, options, isEstimate),
    rowErrors: report.rowErrors,
    reasons: report.reasons(),
    advice: report.advice(),
    systemMessage: rows.systemMessage ?? null,
  };
};
