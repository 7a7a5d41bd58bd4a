import type { TrainingExample } from "../../catalogue/learnedAnswers";
import { isRecord } from "../../server/answer";
import { trainingRows } from "../files/trainingFile";
import type { FineTuningJob } from "./job";

/** What the rows of a training file teach: the last answer, the preferred one, or the one that the grader compares with. */
export const examplesOf = (job: FineTuningJob): TrainingExample[] => {
  const examples: TrainingExample[] = [];
  const field = job.method === "reinforcement" ? referenceField(job) : undefined;
  for (const row of trainingRows(job.plan?.rows ?? Buffer.alloc(0))) {
    const example =
      job.method === "dpo"
        ? preferred(row)
        : field === undefined
          ? lastAnswer(row["messages"])
          : graded(row, field);
    if (example !== undefined) examples.push(example);
  }
  return examples;
};

const lastAnswer = (messages: unknown): TrainingExample | undefined => {
  const said = Array.isArray(messages) ? messages : [];
  const last: unknown = said.at(-1);
  if (!isRecord(last) || last["role"] !== "assistant" || typeof last["content"] !== "string")
    return undefined;
  return { messages: said.slice(0, -1), answer: last["content"] };
};

const preferred = ({
  input,
  preferred_output: output,
}: Record<string, unknown>): TrainingExample | undefined =>
  isRecord(input) && Array.isArray(input["messages"]) && Array.isArray(output)
    ? lastAnswer([...input["messages"], ...output])
    : undefined;

const graded = (row: Record<string, unknown>, field: string): TrainingExample | undefined => {
  const answer = row[field];
  if (!Array.isArray(row["messages"]) || answer === undefined || answer === null) return undefined;
  return { messages: row["messages"], answer: typeof answer === "string" ? answer : JSON.stringify(answer) };
};

/** The first field of a row that the grader reads. */
const referenceField = ({ methodSettings }: FineTuningJob): string | undefined =>
  /\{\{\s*item\.(\w+)/.exec(JSON.stringify(methodSettings["grader"] ?? {}))?.[1] ?? "answer";
