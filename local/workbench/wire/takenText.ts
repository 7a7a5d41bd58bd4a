import type { AskedStep } from "./entered";

/** The forms in which a step is taken along. */
export const takenForms = ["commandLine", "curl", "lowCode", "codeNative", "testCase"] as const;
/** One of them. */
export type TakenForm = (typeof takenForms)[number];

/** A text to copy, the content of one file. */
export interface TakenPart {
  /** The name of the file. */
  name: string;
  language: "bash" | "yaml" | "typescript";
  text: string;
}

/** A step in one form. Without parts, the notes say why there is nothing to take along. */
export interface TakenText {
  form: TakenForm;
  title: string;
  /** What is left to fill in, and what is left out. */
  notes: readonly string[];
  parts: readonly TakenPart[];
}

/** A step that is to be taken along before it runs. A trigger runs on the platform alone. */
export interface PlannedStep extends Omit<AskedStep, "kind"> {
  kind: AskedStep["kind"] | "trigger";
}

/** A step as it is taken along. */
export interface TakenAlong {
  /** Label of the action. */
  label: string;
  /** Name by which other steps refer to it. */
  name: string;
  /** What holds for all of the texts. */
  notes: readonly string[];
  texts: readonly TakenText[];
}
