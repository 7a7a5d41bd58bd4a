import type { ChatCompletionMessageParam, ChatCompletionTool } from "openai/resources/chat/completions";
import { jobMethod } from "../../../output/jobFields";
import { contentText } from "../../../text/contentText";
import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";
import { parseJsonExactly } from "../../../text/parseJsonExactly";
import { listIn, promptMessages } from "../messageTexts";
import type { TrainingMethod } from "../trainingOptions";
import type { FineTuneRun } from "./fineTuneRun";
import type { TestRow } from "./testRow";

const usualRows = 100;
const methods = {
  supervised: "supervised",
  preference: "preference",
  reinforcement: "reinforcement",
} as const;

/** What is learned of a row, as text; undefined for a row without, such as one that calls a tool. */
const expectedOf = (row: JsonObject, method: TrainingMethod): string | undefined => {
  const last = listIn(row[method === "preference" ? "preferred_output" : "messages"]).at(-1);
  const { role, content } = fieldsOf(last);
  const text = role === "assistant" ? contentText(content) : "";
  return text.trim() === "" ? undefined : text;
};

const readRow = (text: string, line: number, method: TrainingMethod): TestRow[] => {
  let row: unknown;
  try {
    row = parseJsonExactly(text);
  } catch {
    return [];
  }
  if (!isObject(row)) return [];
  const messages = promptMessages(row, method) as ChatCompletionMessageParam[];
  const expected = method === "reinforcement" ? undefined : expectedOf(row, method);
  if (messages.length === 0 || (expected === undefined && method !== "reinforcement")) return [];
  const tools = listIn(row["tools"] ?? fieldsOf(row["input"])["tools"]) as ChatCompletionTool[];
  const { role, content } = fieldsOf(messages[0]);
  const isSystem = role === "system" || role === "developer";
  return [
    {
      line,
      messages,
      tools: tools.length > 0 ? tools : undefined,
      expected,
      systemMessage: isSystem ? contentText(content) : null,
    },
  ];
};

/** The first lines of the test file, from the rows at hand or from the service. */
const readLines = async ({ client, found }: FineTuneRun, most: number): Promise<string[] | undefined> => {
  const { prepared, files } = found;
  const own = prepared?.files.test;
  if (own) {
    const text = own
      .bytes()
      .toString("utf8")
      .replace(/^\uFEFF/, "");
    return text.split("\n", most);
  }
  if (files.test === undefined) return undefined;
  let lines: string[] = [];
  await client.readLines(files.test, () => {
    lines = [];
    return (line) => void (lines.length < most && lines.push(line));
  });
  return lines;
};

/** How the rows were made: as the job says, which Azure does not for supervised training. */
export const methodOf = ({ found, wish }: FineTuneRun): TrainingMethod => {
  const told = found.job && jobMethod(found.job).method;
  const named = told ?? wish.job.method ?? "supervised";
  return methods[named as TrainingMethod] ?? "supervised";
};

/** The rows to try the model with; undefined where there is no test file. */
export const readTestRows = async (run: FineTuneRun): Promise<TestRow[] | undefined> => {
  const lines = await readLines(run, run.wish.evaluation.mostRows ?? usualRows);
  const method = methodOf(run);
  return lines?.flatMap((text, index) => (text === "" ? [] : readRow(text, index + 1, method)));
};
