import type { ActionLogger } from "@prismatic-io/spectral/dist/serverTypes";

const silent = (): void => undefined;

/** A step's logger that writes nothing. */
export const silentLogger: ActionLogger = {
  metric: silent,
  trace: silent,
  debug: silent,
  info: silent,
  log: silent,
  warn: silent,
  error: silent,
};
