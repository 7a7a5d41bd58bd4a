import type { FormInput } from "../../wire/formInput";

/** What an author of forms looks at. */
interface FormMeter {
  groups: number;
  /** Boxes outside of groups. */
  boxesOutside: number;
  /** Boxes, the members of groups included. */
  boxes: number;
  required: number;
  /** Inputs that no one sees. */
  hidden: number;
  commentWords: number;
  /** The longest comment, by words. */
  longest?: { label: string; words: number };
}

const isGroup = ({ type, inputs }: FormInput): boolean => type === "structuredObject" && inputs !== undefined;

const flat = (inputs: readonly FormInput[]): FormInput[] =>
  inputs.flatMap((input) => [input, ...flat(input.inputs ?? [])]);

const wordsIn = (text = ""): number => text.split(/\s+/).filter(Boolean).length;

/** Counts what a form shows. */
export const formMeter = (inputs: readonly FormInput[]): FormMeter => {
  const all = flat(inputs);
  const seen = all.filter(({ shown }) => shown !== false);
  const rows = inputs.filter(({ shown }) => shown !== false);
  const boxes = seen.filter((input) => !isGroup(input));
  const comments = seen.map(({ label, comments: text }) => ({ label, words: wordsIn(text) }));
  const longest = comments.toSorted((left, right) => right.words - left.words)[0];
  return {
    groups: seen.filter(isGroup).length,
    boxesOutside: rows.filter((input) => !isGroup(input)).length,
    boxes: boxes.length,
    required: boxes.filter(({ required }) => required === true).length,
    hidden: all.length - seen.length,
    commentWords: comments.reduce((sum, { words }) => sum + words, 0),
    ...(longest && longest.words > 0 && { longest }),
  };
};
