import { createAnswerCheck } from "../../text/answerCheck";
import { readAnswerSchema } from "../../text/answerSchema";
import {
  type Classification,
  type Classified,
  classificationInstructions,
  classificationSchema,
  readClassification,
  settledChoice,
  unclassified,
} from "../../text/classification";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { WrongForm } from "../answers/askInForm";
import { askItems, type ItemRun } from "../answers/askItems";
import { type ItemResult, itemResult, unsentResult } from "../answers/itemResult";

/** The result of one text. */
export interface ClassifiedText {
  /** null where the text failed. */
  classified: Classified | null;
  result: ItemResult;
  /** The answer as it came; null when nothing was asked. */
  text: string | null;
  /** Why there is no classification. */
  failure?: unknown;
}

/** The results of a step's texts. */
export interface ClassifiedTexts {
  /** In the order of the texts; undefined for a text that was not done. */
  classified: Array<ClassifiedText | undefined>;
  /** Why texts were not done, and when to try again; null when all were. */
  warning: string | null;
}

type Outcome = Awaited<ReturnType<typeof askItems>>["outcomes"][number];

const emptyText: Omit<ClassifiedText, "result"> = {
  classified: unclassified("The text is empty."),
  text: null,
};

/** A category that was not offered is none: the text gets no category, and its answer stays to be read. */
const withoutChoice = (outcome: Outcome): Outcome =>
  outcome.settled?.status === "failed" && outcome.settled.error instanceof WrongForm
    ? { ...outcome, settled: { ...outcome.settled, status: "succeeded", value: undefined } }
    : outcome;

const classifiedText = (
  index: number,
  given: Outcome,
  classification: Classification,
): ClassifiedText | undefined => {
  const outcome = withoutChoice(given);
  const { settled, text } = outcome;
  const result = itemResult(index, outcome);
  if (!settled || !result) return undefined;
  if (settled.status === "failed") return { classified: null, result, text, failure: settled.error };
  const classified =
    settled.value === undefined ? unclassified(null) : readClassification(settled.value, classification);
  return { classified, result, text };
};

/**
 * Lets a model classify texts. One without any characters gets Else and is not sent, and so does one whose answers had
 * no category that was offered.
 * @throws what `runPacedCalls` throws.
 */
export const classifyTexts = async (
  texts: readonly string[],
  classification: Classification,
  run: Omit<ItemRun, "form" | "noun">,
): Promise<ClassifiedTexts> => {
  const { action, warnings } = run.client;
  const schema = readAnswerSchema(action, classificationSchema(classification));
  const check = await createAnswerCheck(action, schema.full);
  const instructions = classificationInstructions(classification);
  const places = texts.flatMap((text, index) => (text.trim() === "" ? [] : [index]));
  const questions = places.map((index) => {
    const text = texts[index] ?? "";
    return {
      messages: [
        { role: "system" as const, content: instructions },
        { role: "user" as const, content: text },
      ],
      tokens: estimateRequestTokens(instructions.length + text.length, undefined),
    };
  });
  const settle = (answer: unknown): unknown => settledChoice(answer, classification);
  const form = { schema, check, format: undefined, settle };
  const { outcomes, warning } = await askItems(questions, { ...run, noun: "texts", form });
  const outcomeAt = new Map(places.map((index, place) => [index, outcomes[place]]));
  const classified = texts.map((_text, index) => {
    const outcome = outcomeAt.get(index);
    if (!outcome) return { ...emptyText, result: unsentResult(index) };
    return classifiedText(index, outcome, classification);
  });
  const unread = outcomes.filter((outcome) => withoutChoice(outcome) !== outcome).length;
  if (unread > 0)
    warnings.add(
      `Answers without a category that was offered, twice each: ${unread}. These texts are Else; output_text has the answer.`,
    );
  return { classified, warning };
};
