import type { PartKind } from "../../local/cases/loadCase";
import { silentLogger } from "../support/connector";
import { partOf } from "./parts";

/** A call of one of a part's functions as the platform makes it; all of it can be sent to another process. */
export interface PartCall {
  kind: PartKind;
  key: string;
  method: "perform" | "onInstanceDeploy" | "webhookCreate" | "webhookDelete";
  /** What the context holds beside a logger. */
  context?: Record<string, unknown>;
  /** What stands behind the context: a trigger's payload, and the inputs. */
  args: unknown[];
}

/** What a call gave, and the flow's state after it. */
export interface PartOutcome {
  result: unknown;
  instanceState: Record<string, unknown>;
}

/** Makes a call of a part; it fails with the part's error. */
export type CallPart = (call: PartCall) => Promise<PartOutcome>;

/** Calls the parts of src in this process. */
export const callSource: CallPart = async ({ kind, key, method, context: given, args }) => {
  const context = {
    instanceState: {},
    crossFlowState: {},
    executionState: {},
    ...given,
    logger: silentLogger,
  };
  const result = await partOf(kind, key)[method]?.(context, ...args);
  return { result, instanceState: context.instanceState };
};
