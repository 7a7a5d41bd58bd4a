import { shown } from "../../inputs/cleaners";
import type { TrainingMethod } from "./trainingOptions";

/** Fewer rows say nothing of what all have in common. */
const fewestRows = 20;
/** Text that all prompts or answers begin or end with is named from this length on. */
const shortestCommon = 20;
/** Answers of a classification are short, and few of them are different. */
const mostClasses = 100;
const longestClass = 60;
const fewestPerClass = 5;
const largestShare = 0.8;
/** Advice that is usual below a hundred rows. */
const advisedRows = 100;

const commonStart = (left: string, right: string): string => {
  let length = 0;
  while (length < left.length && left[length] === right[length]) length += 1;
  return left.slice(0, length);
};

const commonEnd = (left: string, right: string): string => {
  let length = 0;
  while (length < left.length && length < right.length && left.at(-1 - length) === right.at(-1 - length))
    length += 1;
  return left.slice(left.length - length);
};

/** What all texts begin and end with. */
class Common {
  start: string | undefined;
  end = "";
  isSame = true;

  add(text: string): void {
    if (this.start === undefined) {
      this.start = text;
      this.end = text;
      return;
    }
    if (text !== this.start) this.isSame = false;
    if (this.start !== "") this.start = commonStart(this.start, text);
    if (this.end !== "") this.end = commonEnd(this.end, text);
  }
}

const quoted = (text: string): string => `"${shown(text)}"`;

/** What a text is that makes Azure take a row for an attempt to copy a model's reasoning. */
const reasoningWords =
  /chain[- ]of[- ]thought|step[- ]by[- ]step reasoning|show (?:me )?your reasoning|reasoning trace/i;

/** Finds what rows have in common that makes a model learn less, and says what would be better. */
export class DataHints {
  readonly prompts = new Common();
  private readonly answers = new Common();
  private readonly classes = new Map<string, number>();
  private isClassification = true;
  private rows = 0;
  private reasoningRows = 0;

  constructor(private readonly method: TrainingMethod) {}

  add({ prompt, answer }: { prompt: string; answer: string }): void {
    this.rows += 1;
    this.prompts.add(prompt);
    if (this.method === "reinforcement") {
      if (reasoningWords.test(prompt)) this.reasoningRows += 1;
      return;
    }
    this.answers.add(answer);
    if (!this.isClassification) return;
    this.classes.set(answer, (this.classes.get(answer) ?? 0) + 1);
    this.isClassification = answer.length <= longestClass && this.classes.size <= mostClasses;
  }

  /** What would be better, each a sentence or two. */
  sentences(): string[] {
    const hints = this.rows < advisedRows ? [`There are ${this.rows} rows. Some hundred teach more.`] : [];
    if (this.reasoningRows > 0)
      hints.push(
        `${this.reasoningRows} rows speak of reasoning, such as "chain of thought". Azure blocks files with many of them as an attempt to copy a model's reasoning: say it in other words.`,
      );
    if (this.rows < fewestRows) return hints;
    hints.push(...this.common("prompts", this.prompts));
    if (this.method !== "reinforcement") hints.push(...this.common("answers", this.answers));
    if (this.method === "supervised") hints.push(...this.balance());
    return hints;
  }

  private common(what: string, { isSame, start = "", end }: Common): string[] {
    if (isSame) return [`All ${what} are the same, ${quoted(start)}: the model learns nothing from them.`];
    return [
      ...(start.length >= shortestCommon
        ? [
            `All ${what} begin with ${quoted(start)}. Leave out what every row has, or put it into System Prompt.`,
          ]
        : []),
      ...(end.length >= shortestCommon
        ? [`All ${what} end with ${quoted(end)}. Leave out what every row has.`]
        : []),
    ];
  }

  private balance(): string[] {
    const { classes, rows } = this;
    if (!this.isClassification || classes.size < 2 || classes.size * 3 >= rows) return [];
    const counts = [...classes].sort(([, left], [, right]) => right - left);
    const [name = "", most = 0] = counts[0] ?? [];
    const rare = counts.filter(([, count]) => count < fewestPerClass);
    const hints: string[] = [];
    if (most > largestShare * rows)
      hints.push(
        `The answer ${quoted(name)} is that of ${most} of ${rows} rows. A model learns to give it always: add rows with other answers.`,
      );
    if (rare.length > 0)
      hints.push(
        `${rare.length} of ${classes.size} different answers occur less than ${fewestPerClass} times, such as ${quoted(rare[0]?.[0] ?? "")}. Add rows for them.`,
      );
    return hints;
  }
}
