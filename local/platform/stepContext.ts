import { randomUUID } from "node:crypto";
import type { ActionContext, ActionLogger } from "@prismatic-io/spectral/dist/serverTypes";
import type { Observe } from "../../src/client/events";

/** How one step is run. */
export interface StepSettings {
  logger: ActionLogger;
  /** The platform's debug mode. */
  isDebugging?: boolean;
  /** Cancels the step. */
  signal?: AbortSignal | undefined;
  /** Called with each attempt, pause and progress of the step. */
  observe?: Observe | undefined;
  /** What earlier steps kept; default: nothing. */
  states?: Partial<StepStates> | undefined;
}

/** The states that steps share. */
export type StepStates = Record<
  "instanceState" | "crossFlowState" | "executionState" | "integrationState",
  Record<string, unknown>
>;

/** The platform's context of a step, with the ways to cancel and to observe the step. */
type StepContext = ActionContext & Pick<StepSettings, "signal" | "observe">;

/** The context that a step of a test instance gets; data sources read a part of it. */
export const stepContext = ({
  logger,
  isDebugging = false,
  signal,
  observe,
  states,
}: StepSettings): StepContext => {
  const executionId = randomUUID();
  const startedAt = new Date().toISOString();
  return {
    ...testInstance,
    logger,
    signal,
    observe,
    stepId: randomUUID(),
    executionId,
    startedAt,
    executionFrame: {
      invokedByExecutionJWT: "",
      invokedByExecutionStartedAt: startedAt,
      componentActionKey: "",
      executionId,
      executionStartedAt: startedAt,
      stepName: "",
      loopPath: "",
    },
    ...emptyStates(),
    ...states,
    globalDebug: isDebugging,
    debug: {
      enabled: isDebugging,
      timeElapsed: { mark: () => undefined, measure: () => undefined },
      memoryUsage: () => undefined,
      results: { timeElapsed: { marks: {}, measurements: {} }, memoryUsage: [], allowedMemory: 1024 },
    },
  };
};

/** The states that steps share; a step that runs alone finds them empty. */
const emptyStates = () => ({
  instanceState: {},
  crossFlowState: {},
  executionState: {},
  integrationState: {},
  configVars: {},
  components: {},
  webhookUrls: {},
  webhookApiKeys: {},
  flowSchemas: {},
});

const testInstance = {
  invokeUrl: "",
  customer: { id: "local", externalId: "local", name: "Local Customer" },
  instance: { id: "local", name: "Local Instance" },
  user: { id: "local", email: "local@localhost", externalId: "local", name: "Local User" },
  integration: { id: "local", name: "Local Integration", versionSequenceId: "1", externalVersion: "1" },
  flow: { id: "local", name: "Local Flow", stableId: "local" },
  runnerAllocatedMemoryMb: 1024,
  invokeFlow: () => Promise.reject(new Error("There is no other flow to call here.")),
};
