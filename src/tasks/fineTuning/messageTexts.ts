import { hash } from "node:crypto";
import { fieldsOf, isObject } from "../../text/isObject";
import type { TrainingMethod, TrainingRow } from "./trainingOptions";

/** What of a row is asked and what is learned. */
interface RowTexts {
  prompt: string;
  /** One, or of a preference the preferred and the rejected one; none in reinforcement training. */
  answers: readonly string[];
  /** Parts without text, such as images, whose tokens nobody counts. */
  uncountedParts: number;
}

/** The list that a field holds; none for anything else. */
export const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** An image stands for itself by its digest: its bytes would take as much memory as the row. */
const digestOf = (part: unknown): string => hash("sha1", JSON.stringify(part), "hex");

class Texts {
  readonly texts: string[] = [];
  others = 0;

  add(message: unknown): void {
    const { content, name, refusal, tool_calls: calls, function_call: call } = fieldsOf(message);
    for (const part of Array.isArray(content) ? content : [content]) {
      const { text, refusal: refused } = fieldsOf(part);
      const own = [part, text, refused].find((value) => typeof value === "string");
      if (typeof own === "string") this.texts.push(own);
      else if (isObject(part)) {
        this.texts.push(`[${digestOf(part)}]`);
        this.others += 1;
      }
    }
    for (const value of [name, refusal]) if (typeof value === "string") this.texts.push(value);
    for (const one of [...listIn(calls), ...(call ? [{ function: call }] : [])]) {
      const { function: called, custom } = fieldsOf(one);
      this.texts.push(
        ...Object.values(fieldsOf(called ?? custom)).filter((value) => typeof value === "string"),
      );
    }
  }
}

const textsOf = (...parts: Array<readonly unknown[]>): { texts: string[]; others: number } => {
  const read = parts.map((messages) => {
    const texts = new Texts();
    for (const message of messages) texts.add(message);
    return texts;
  });
  return {
    texts: read.map(({ texts }) => texts.join("\n")),
    others: read.reduce((sum, { others }) => sum + others, 0),
  };
};

/** The messages that a row asks with: all but the last of a supervised one. */
export const promptMessages = (row: TrainingRow, method: TrainingMethod): readonly unknown[] => {
  if (method === "preference") return listIn(fieldsOf(row["input"])["messages"]);
  const messages = listIn(row["messages"]);
  return method === "supervised" ? messages.slice(0, -1) : messages;
};

/** The texts of a row: of a supervised one, what is learned is the last message with the calls it makes. */
export const rowTexts = (row: TrainingRow, method: TrainingMethod): RowTexts => {
  const outputs = {
    supervised: [listIn(row["messages"]).slice(-1)],
    preference: [listIn(row["preferred_output"]), listIn(row["non_preferred_output"])],
    reinforcement: [],
  }[method];
  const { texts, others } = textsOf(promptMessages(row, method), ...outputs);
  const [prompt = "", ...answers] = texts;
  return { prompt, answers, uncountedParts: others };
};
