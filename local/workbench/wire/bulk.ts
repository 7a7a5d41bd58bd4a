/** Items of a result that failed alike. */
export interface BulkFailure {
  kind: string;
  count: number;
  /** The message of the first of them. */
  message: string;
  /** Places of the first ones in the list of items, from 0. */
  places: number[];
}

/** What a result left undone, and where it goes back in. */
export interface BulkRemainder {
  count: number;
  /** Key and label of the input that takes it. */
  input: string;
  label: string;
  /** What can't be run again this way, in a sentence. */
  note?: string;
}

/** A run, to be led to. */
export interface RunName {
  id: string;
  name: string;
}

/** What the result of a run says of its items. */
export interface BulkResult {
  /** By the names that the result has for them, such as total, succeeded and failed. */
  counts?: Record<string, number>;
  failures: BulkFailure[];
  remainder?: BulkRemainder;
  warning?: string;
  /** The run whose rest this one does. */
  continues?: RunName;
  /** The runs that do the rest of this one. */
  continuedBy: RunName[];
}

/** One time in the life of a batch or a job. */
export interface WorkPhase {
  state: string;
  /** In milliseconds since the epoch. */
  fromMs: number;
  /** Absent while it lasts. */
  toMs?: number;
}

/** A batch or a fine-tuning job. */
export interface ServiceWork {
  kind: "batch" | "job";
  id: string;
  state: string;
  isRunning: boolean;
  phases: WorkPhase[];
  /** Such as the model, or how many requests are done. */
  detail: string;
  problem?: string;
}

/** The batches and jobs of a connection, the newest first. A list that could not be read is a sentence. */
export interface ServiceWorkList {
  works: ServiceWork[];
  problems: string[];
  /** When they were read, in milliseconds since the epoch. */
  atMs: number;
}

/** What was measured in a training. */
export interface TrainingCurves {
  /** True while more may come. */
  isRunning: boolean;
  steps: number[];
  /** A value for each step, or null. */
  series: Array<{ name: string; values: Array<number | null> }>;
  verdict: string;
  warning?: string;
  checkpoints: Array<{ step: number; name: string }>;
  /** What the job told last, the newest first. */
  told: Array<{ atMs: number; level: string; text: string }>;
}
