import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import type { TakenStep } from "./takenStep";

/** True for a trigger that looks by a schedule. */
export const isPolling = ({ operation }: TakenStep, { triggers }: Component): boolean =>
  operation.kind === "trigger" &&
  (triggers[operation.key] as { isPollingTrigger?: boolean } | undefined)?.isPollingTrigger === true;
