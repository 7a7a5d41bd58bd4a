import { Readable } from "node:stream";
import type { FileObject } from "openai/resources/files";
import type { Client } from "../../../client/createClient";
import { isAzureOpenAIError, isOwnError } from "../../../client/errors/errors";
import { fieldsOf } from "../../../text/isObject";
import { parseJsonExactly } from "../../../text/parseJsonExactly";
import { readList } from "../../lists/readList";

/** What is known of a test row: the answers of the trained model and of the other one, and how right they are. */
export interface TriedRow {
  line: number;
  answer?: string | undefined;
  score?: number | undefined;
  otherAnswer?: string | undefined;
  otherScore?: number | undefined;
  /** Why the judge can't score the answer. */
  problem?: string | undefined;
  otherProblem?: string | undefined;
}

/** The fields of the trained model, and those of the other one. */
export const sides = {
  own: ["answer", "score", "problem"],
  other: ["otherAnswer", "otherScore", "otherProblem"],
} as const;

/** The fields of one model in a row. */
export type Side = (typeof sides)[keyof typeof sides];

/** How answers are scored, and which model is asked besides: what is kept counts for the same alone. */
export interface TrialTerms {
  scoring: string;
  compareWith: string | undefined;
}

/** A purpose whose files both services give back, and look into for nothing but a batch. */
const purpose = "batch";

const prefixOf = (digest: string): string => `evaluation-${digest.slice(0, 16)}`;

/** The files of an evaluation, the one that has most first. */
const listKept = async (client: Client, digest: string): Promise<FileObject[]> => {
  const { data } = await readList<FileObject>({ fetchAll: true }, (after) =>
    client.withResource((openai) => openai.files.list({ purpose, ...(after !== undefined && { after }) })),
  );
  const own = data.filter(
    ({ id, filename }) => typeof id === "string" && String(filename).startsWith(prefixOf(digest)),
  );
  return own.sort((one, other) => (Number(other.bytes) || 0) - (Number(one.bytes) || 0));
};

const textIn = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const numberIn = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isFinite(value) ? value : undefined;

const readTried = (line: string, { scoring, compareWith }: TrialTerms): TriedRow[] => {
  try {
    const fields = fieldsOf(parseJsonExactly(line));
    const place = numberIn(fields["line"]);
    if (place === undefined) return [];
    const isScored = fields["scoring"] === scoring;
    const isCompared = fields["compareWith"] === compareWith;
    return [
      {
        line: place,
        answer: textIn(fields["answer"]),
        ...(isScored && { score: numberIn(fields["score"]), problem: textIn(fields["problem"]) }),
        ...(isCompared && { otherAnswer: textIn(fields["otherAnswer"]) }),
        ...(isScored &&
          isCompared && {
            otherScore: numberIn(fields["otherScore"]),
            otherProblem: textIn(fields["otherProblem"]),
          }),
      },
    ];
  } catch {
    return [];
  }
};

/** What is known of the test rows, and which files say so. */
export interface KeptEvaluation {
  tried: Map<number, TriedRow>;
  fileIds: string[];
}

const mostFiles = 5;

/** The rows that a file keeps; none of a file that another run has deleted, since that keeps more. */
const readRows = async (client: Client, fileId: string, terms: TrialTerms): Promise<TriedRow[]> => {
  let rows: TriedRow[] = [];
  try {
    await client.readLines(fileId, () => {
      rows = [];
      return (line) => void rows.push(...readTried(line, terms));
    });
    return rows;
  } catch (error) {
    if (isAzureOpenAIError(error) && error.kind === "notFound") return [];
    throw error;
  }
};

const withoutAbsent = (row: TriedRow): TriedRow =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)) as unknown as TriedRow;

/** The fields of a side, all from one row: an answer goes with no score of another one, a score with no other problem. */
const joinedSide = (known: TriedRow, row: TriedRow, [answer, score, problem]: Side): Partial<TriedRow> => {
  const isOther = known[answer] !== undefined && known[answer] !== row[answer];
  const from = isOther || known[score] !== undefined ? known : row;
  return { [answer]: from[answer], [score]: from[score], [problem]: from[problem] };
};

/** A row of two files: what the second one has besides. */
const joined = (known: TriedRow | undefined, row: TriedRow): TriedRow =>
  known
    ? withoutAbsent({
        line: row.line,
        ...joinedSide(known, row, sides.own),
        ...joinedSide(known, row, sides.other),
      })
    : row;

/** What former runs were answered and judged, by the line of the row: nobody pays for it again. */
export const readEvaluation = async (
  client: Client,
  digest: string,
  terms: TrialTerms,
): Promise<KeptEvaluation> => {
  const files = (await listKept(client, digest)).slice(0, mostFiles);
  const tried = new Map<number, TriedRow>();
  // The file that has most comes first, and counts.
  for (const { id } of files)
    for (const row of await readRows(client, id, terms))
      tried.set(row.line, joined(tried.get(row.line), row));
  return { tried, fileIds: files.map(({ id }) => id) };
};

/** Removes files whose rows another file has; one that stays does no harm. */
const removeFiles = async (client: Client, fileIds: readonly string[]): Promise<void> => {
  for (const id of fileIds)
    try {
      await client.withResource((openai) => openai.files.delete(id));
    } catch (error) {
      if (!isOwnError(error)) throw error;
    }
};

/**
 * Keeps what was answered, as a file at the service in place of those that were read; a failure of it is told, and
 * costs a next run its tokens.
 */
export const keepEvaluation = async (
  client: Client,
  digest: string,
  { tried, fileIds }: KeptEvaluation,
  { terms, expiresAfterSeconds }: { terms: TrialTerms; expiresAfterSeconds: number | undefined },
): Promise<string | undefined> => {
  const rows = [...tried.values()];
  const data = Buffer.from(rows.map((row) => `${JSON.stringify({ ...row, ...terms })}\n`).join(""));
  const stream = { lengthBytes: data.length, open: () => Readable.from([data], { objectMode: false }) };
  const fileName = `${prefixOf(digest)}.jsonl`;
  try {
    const { id } = await client.upload({ fileName, purpose, data: stream, expiresAfterSeconds });
    await removeFiles(client, fileIds.splice(0, fileIds.length, id));
    return undefined;
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return `What the model answered could not be kept at the service: a next run may ask again. ${error.message}`;
  }
};
