import type { EnteredForm } from "./entered";
import type { LogLine, RunProblem } from "./run";

/** One trigger in the list. */
export interface TriggerEntry {
  key: string;
  label: string;
  description: string;
  /** True for one that asks on a schedule, false for one that is delivered to. */
  isPolling: boolean;
}

/** The ways to deliver an event, with what the trigger has to make of each. */
export const deliveryManners = [
  "good",
  "late",
  "twice",
  "forged",
  "changed",
  "unsigned",
  "notAnEvent",
] as const;
/** One of them. */
export type DeliveryManner = (typeof deliveryManners)[number];

/** One call of a trigger. */
export interface TriggerRunView {
  id: string;
  /** Such as `Poll` or `Well signed`. */
  label: string;
  startedAtMs: number;
  durationMs: number;
  /** True where the flow starts; false where a poll found nothing, and for a deployment. */
  startsFlow: boolean;
  /** True where there is something to show. */
  hasResult: boolean;
  /** Where a poll found nothing new. */
  foundNothing?: boolean;
  branch?: string;
  /** Status of the answer to a delivery. */
  status?: number;
  problem?: RunProblem;
  /** Requests that it sent. */
  attempts: number;
  log: LogLine[];
}

/** What a trigger was deployed with. */
export interface DeploymentView {
  atMs: number;
  connectionLabel?: string;
  /** True where the case's things can be made: with a local connection, where nothing costs. */
  canPrepare: boolean;
}

/** One trigger at work. */
export interface TriggerView extends TriggerEntry {
  deployment?: DeploymentView;
  /** The newest first. */
  runs: TriggerRunView[];
  /** The events that a webhook can be delivered. */
  eventTypes: string[];
  /** How many entries each state has. */
  states: Record<StateName, number>;
}

/** What a trigger keeps, by name. */
export const stateNames = ["polling", "instanceState", "crossFlowState"] as const;
/** One of them. */
export type StateName = (typeof stateNames)[number];

/** A deployment that is asked for. */
export interface AskedDeployment {
  form: EnteredForm;
  /** Ids of connections, by the key of their input. */
  connections: Record<string, string>;
}

/** A delivery that is asked for. */
export interface AskedDelivery {
  manner: DeliveryManner;
  eventType: string;
  /** Id of the object that the event is about. */
  objectId: string;
}

/** What was made for a poll to find, by the names of its ids. */
export interface MadeThings {
  made: Record<string, string>;
}
