import type { WebhookEvent } from "../endpoint";

/** What a builder fills into a form, by the key of the input: texts, chosen values, lists and groups of them. */
export type EnteredForm = Readonly<Record<string, unknown>>;

/** Runs an action with a form, and gives the data that comes out. */
export type RunAction = (action: string, form: EnteredForm) => Promise<unknown>;

/** What a step needs in addition to an endpoint. */
export type Need = "resourceManager" | "unendingBatches";

/** The forms of a part of the connector. A connection is chosen in each form, and also in place of a second one. */
export interface StepCase {
  /** The least that has to be entered. */
  required: EnteredForm;
  /** Forms that fill in every input between them; the first is the one to show. */
  every: readonly EnteredForm[];
  /** Creates what must exist first. Its result, such as ids, replaces the samples with these keys in a form, or the samples themselves. */
  prepare?(run: RunAction): Promise<EnteredForm>;
  needs?: Need;
  /** Properties of the output that the service leaves out for some of the forms. */
  sometimes?: readonly string[];
}

/** The forms of a trigger, and what it is delivered. */
export interface TriggerCase extends StepCase {
  /** Events that are delivered to the flow, signed. A trigger without any polls. */
  deliveries?: readonly WebhookEvent[];
}
