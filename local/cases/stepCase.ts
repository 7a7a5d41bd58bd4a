import type { WebhookEvent } from "../endpoint";

/** What a builder fills into a form, by the key of the input: texts, chosen values, lists and groups of them. */
export type EnteredForm = Readonly<Record<string, unknown>>;

/** Runs an action with a form, and gives the data that comes out. */
export type RunAction = (action: string, form: EnteredForm) => Promise<unknown>;

/** What a step needs of the world beside an endpoint. */
export type Need = "resourceManager" | "unendingBatches";

/**
 * How a part of the connector is filled in. A connection is chosen in each form; what stands here for a second one is
 * replaced by one as well.
 */
export interface StepCase {
  /** The least that has to be entered. */
  required: EnteredForm;
  /** Forms that fill in every input between them; the first is the one to show. */
  every: readonly EnteredForm[];
  /** Makes what has to be there first; what it returns, such as ids, replaces the samples of these keys in a form. */
  prepare?(run: RunAction): Promise<EnteredForm>;
  needs?: Need;
  /** Properties of the output that the service leaves out for some of the forms. */
  sometimes?: readonly string[];
}

/** How a trigger is filled in, and what comes to it. */
export interface TriggerCase extends StepCase {
  /** What is delivered to the flow, signed. A trigger without any polls for what was prepared. */
  deliveries?: readonly WebhookEvent[];
}
