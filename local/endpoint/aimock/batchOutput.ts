import { isRecord } from "../answer";
import { answerChat } from "../chat/answerChat";
import type { Flavour } from "../route";

/** A batch as far as its output depends on it. */
export interface KnownBatch {
  endpoint: string;
  inputFileId: string;
}

/**
 * aimock completes every line of a batch with the same words. Here each line of a chat batch gets the answer
 * that the prompt of its input line has, errors included; other lines stay as they are.
 */
export async function rewriteBatchOutput(
  output: Buffer,
  input: Buffer,
  flavour: Flavour,
  nowMs: number,
): Promise<Buffer> {
  const asked = new Map<unknown, Record<string, unknown>>();
  for (const line of readLines(input)) {
    if (isRecord(line["body"])) asked.set(line["custom_id"], line["body"]);
  }
  const lines = await Promise.all(
    readLines(output).map(async (line) => {
      const body = asked.get(line["custom_id"]);
      if (body === undefined || !isRecord(line["response"])) return line;
      const model = typeof body["model"] === "string" ? body["model"] : "";
      const answer = await answerChat({ ...body, stream: false }, flavour, model, nowMs);
      return { ...line, response: { ...line["response"], status_code: answer.status, body: answer.body } };
    }),
  );
  return Buffer.from(lines.map((line) => `${JSON.stringify(line)}\n`).join(""));
}

function readLines(file: Buffer): Record<string, unknown>[] {
  return file
    .toString()
    .split("\n")
    .map((line): unknown => {
      try {
        return JSON.parse(line);
      } catch {
        return undefined;
      }
    })
    .filter(isRecord);
}
