import { isRecord } from "../server/answer";

/** A row as far as a model learns it: what was said, and what is to be answered. */
export interface TrainingExample {
  messages: readonly unknown[];
  answer: string;
}

/** What a model answers after its training: to a prompt that it knows what it was taught, else what it was taught for the most similar one. */
export class LearnedAnswers {
  private readonly answers: string[] = [];
  private readonly byPrompt = new Map<string, number>();
  private readonly byWord = new Map<string, number[]>();
  private readonly wordCounts: number[] = [];

  constructor(examples: readonly TrainingExample[]) {
    for (const { messages, answer } of examples) this.learn(messages, answer);
  }

  answer(messages: unknown): string | undefined {
    const said = Array.isArray(messages) ? messages : [];
    const known = this.byPrompt.get(promptOf(said));
    return this.answers[known ?? this.mostSimilar(wordsOf(questionOf(said)))];
  }

  private learn(messages: readonly unknown[], answer: string): void {
    const index = this.answers.push(answer) - 1;
    this.byPrompt.set(promptOf(messages), index);
    const words = wordsOf(questionOf(messages));
    this.wordCounts.push(words.size);
    for (const word of words) {
      const places = this.byWord.get(word) ?? [];
      places.push(index);
      this.byWord.set(word, places);
    }
  }

  /** The example with the largest share of common words, the first of those that are alike. */
  private mostSimilar(words: ReadonlySet<string>): number {
    const common = new Map<number, number>();
    for (const word of words) {
      for (const index of this.byWord.get(word) ?? []) common.set(index, (common.get(index) ?? 0) + 1);
    }
    let best = { index: 0, likeness: 0 };
    for (const [index, count] of common) {
      const likeness = count / (words.size + (this.wordCounts[index] ?? 0) - count);
      if (likeness > best.likeness || (likeness === best.likeness && index < best.index)) {
        best = { index, likeness };
      }
    }
    return best.index;
  }
}

const textOf = (message: unknown): string => {
  if (!isRecord(message)) return "";
  const { content } = message;
  if (typeof content === "string") return content;
  const parts = Array.isArray(content) ? content : [];
  return parts
    .map((part) => (isRecord(part) && typeof part["text"] === "string" ? part["text"] : ""))
    .join("\n");
};

/** Blanks and large letters make no other prompt. */
const simplified = (text: string): string => text.trim().toLowerCase().replaceAll(/\s+/g, " ");

const promptOf = (messages: readonly unknown[]): string =>
  JSON.stringify(messages.map((message) => simplified(textOf(message))));

const questionOf = (messages: readonly unknown[]): string => {
  const asked = messages.filter((message) => isRecord(message) && message["role"] === "user");
  return simplified(textOf(asked.at(-1)));
};

const wordsOf = (text: string): Set<string> => new Set(text.match(/[\p{L}\p{N}]+/gu) ?? []);
