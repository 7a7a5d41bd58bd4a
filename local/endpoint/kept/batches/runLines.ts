import { randomUUID } from "node:crypto";
import { setImmediate } from "node:timers/promises";
import { type Answer, isRecord } from "../../server/answer";
import { seededRandom } from "../../server/seededRandom";
import { type LinePlace, parseLine } from "../files/fileLines";

/** What the lines of a batch came to. */
export interface RunOutcome {
  /** Lines of JSON; empty when no line succeeded. */
  output: Buffer;
  /** Lines of JSON; empty when no line failed. */
  errors: Buffer;
  counts: { total: number; completed: number; failed: number };
  tokens: { input: number; output: number };
}

/** Which lines are run, and how. */
interface LineRun {
  file: Buffer;
  lines: readonly LinePlace[];
  /** How many are answered. */
  answeredLines: number;
  /** The others expired, and the error file says so. */
  isExpired: boolean;
  seed: number;
  answer: (body: Record<string, unknown>) => Promise<Answer>;
}

const pauseEvery = 100;

/** Runs the lines in an order of their own, which is the order of the files. */
export const runLines = async (run: LineRun): Promise<RunOutcome> => {
  const output: string[] = [];
  const errors: string[] = [];
  const tokens = { input: 0, output: 0 };
  for (const [position, place] of shuffle(run.lines, run.seed).entries()) {
    const line = parseLine(run.file, place);
    if (!isRecord(line) || !isRecord(line["body"])) continue;
    const named = { id: `batch_req_${randomUUID().replaceAll("-", "")}`, custom_id: line["custom_id"] };
    if (position >= run.answeredLines) {
      if (run.isExpired) errors.push(JSON.stringify({ ...named, response: null, error: expired }));
      continue;
    }
    if (position % pauseEvery === 0) await setImmediate();
    const { status, body } = await run.answer({ ...line["body"], stream: false });
    countTokens(body, tokens);
    const response = { status_code: status, request_id: randomUUID(), body };
    (status < 400 ? output : errors).push(JSON.stringify({ ...named, response, error: null }));
  }
  return {
    output: linesOf(output),
    errors: linesOf(errors),
    counts: { total: run.lines.length, completed: output.length, failed: errors.length },
    tokens,
  };
};

const expired = {
  code: "batch_expired",
  message: "This request could not be executed before the completion window expired.",
};

const shuffle = <Item>(list: readonly Item[], seed: number): Item[] => {
  const random = seededRandom(seed);
  return list
    .map((item) => ({ item, rank: random() }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
};

const linesOf = (texts: readonly string[]): Buffer =>
  Buffer.concat(texts.map((text) => Buffer.from(`${text}\n`)));

/** Chat and embeddings count prompt and completion, responses input and output. */
const countTokens = (body: unknown, tokens: RunOutcome["tokens"]): void => {
  const usage = isRecord(body) ? body["usage"] : undefined;
  if (!isRecord(usage)) return;
  tokens.input += Number(usage["prompt_tokens"] ?? usage["input_tokens"] ?? 0);
  tokens.output += Number(usage["completion_tokens"] ?? usage["output_tokens"] ?? 0);
};
