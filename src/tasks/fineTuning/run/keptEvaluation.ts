import { Readable } from "node:stream";
import type { FileObject } from "openai/resources/files";
import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";
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
  /** Why the judge can't score one of its answers. */
  problem?: string | undefined;
}

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
        ...(isScored && isCompared && { otherScore: numberIn(fields["otherScore"]) }),
      },
    ];
  } catch {
    return [];
  }
};

/** What former runs were answered and judged, by the line of the row: nobody pays for it again. */
export const readEvaluation = async (
  client: Client,
  digest: string,
  terms: TrialTerms,
): Promise<Map<number, TriedRow>> => {
  const [file] = await listKept(client, digest);
  let rows: TriedRow[] = [];
  if (file)
    await client.readLines(file.id, () => {
      rows = [];
      return (line) => void rows.push(...readTried(line, terms));
    });
  return new Map(rows.map((row) => [row.line, row]));
};

/** Keeps what was answered, as a file at the service; a failure of it is told, and costs a next run its tokens. */
export const keepEvaluation = async (
  client: Client,
  digest: string,
  rows: readonly TriedRow[],
  { terms, expiresAfterSeconds }: { terms: TrialTerms; expiresAfterSeconds: number | undefined },
): Promise<string | undefined> => {
  const data = Buffer.from(rows.map((row) => `${JSON.stringify({ ...row, ...terms })}\n`).join(""));
  const stream = { lengthBytes: data.length, open: () => Readable.from([data], { objectMode: false }) };
  const fileName = `${prefixOf(digest)}.jsonl`;
  try {
    const former = await listKept(client, digest);
    await client.upload({ fileName, purpose, data: stream, expiresAfterSeconds });
    for (const { id } of former) await client.withResource((openai) => openai.files.delete(id));
    return undefined;
  } catch (error) {
    if (!isOwnError(error)) throw error;
    return `What the model answered could not be kept at the service: a next run may ask again. ${error.message}`;
  }
};
