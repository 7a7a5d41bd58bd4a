import type { DataRecord } from "../../inputs/records";
import type { JsonObject } from "../../text/isObject";
import type { PromptTemplate } from "../../text/promptTemplate";

/** How a model is trained. */
export type TrainingMethod = "supervised" | "preference" | "reinforcement";
/** Whose service trains it. */
export type TrainingService = "azure" | "openai";
/** The files that rows are split into. */
export type SplitName = "training" | "validation" | "test";

/** The names of the splits, in their order. */
export const splitNames: readonly SplitName[] = ["training", "validation", "test"];

/** How records become rows: by templates, else by fields, else they are rows already. */
export interface RowSources {
  systemPrompt?: PromptTemplate | undefined;
  promptTemplate?: PromptTemplate | undefined;
  answerTemplate?: PromptTemplate | undefined;
  rejectedTemplate?: PromptTemplate | undefined;
  promptField?: string | undefined;
  answerField?: string | undefined;
  rejectedField?: string | undefined;
}

/** What rows are made for, and how. Shares are of 1. */
export interface TrainingOptions extends RowSources {
  method: TrainingMethod;
  service: TrainingService;
  groupField?: string | undefined;
  validationShare?: number | undefined;
  testShare?: number | undefined;
  seed?: number | undefined;
  /** The model that is to be trained. */
  baseModel?: string | undefined;
  /** Tokens that a row may have; absent means what the model trains with. */
  mostTokens?: number | undefined;
  /** Copies of a row are left in. */
  keepsDuplicates?: boolean | undefined;
  /** Rows that are wrong are left out, and the others used. */
  skipsWrongRows?: boolean | undefined;
  /** Azure's reinforcement training takes no system message: its text goes in front of the user's. */
  movesSystemMessages?: boolean | undefined;
  /** The grader of a reinforcement job, whose fields every row has to have. */
  grader?: JsonObject | undefined;
  /** Rows that are told by their number at most. */
  mostRowErrors?: number | undefined;
  /** The price of a million training tokens. */
  trainingPrice?: number | undefined;
  epochs?: number | undefined;
  /** What the names of the files begin with. */
  fileName?: string | undefined;
}

/** A row of a training file. */
export type TrainingRow = Readonly<Record<string, unknown>>;

/** A row as it would be trained with, or why none can be made. */
type ShapedRow = { row: TrainingRow; leftOut?: readonly string[] } | { reason: string };

/** Makes the row of a record. */
export type ShapeRow = (record: DataRecord) => ShapedRow;
