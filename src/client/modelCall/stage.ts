import type { Step } from "../call";
import type { ModelReply } from "./ModelReply";
import type { ModelRequest } from "./ModelRequest";

/** Sends a request on, through the stages that follow, to the service. */
export type Next = (request: ModelRequest) => Promise<ModelReply>;

/**
 * Something that is done to the requests that run a model, whichever action sends them: it may change the request, send
 * it several times or not at all, and change the answer or the error.
 */
export type Stage = (step: Step, request: ModelRequest, next: Next) => Promise<ModelReply>;

/** A stage in its place, loaded when the first step uses it. */
export interface StagePlace {
  /** True where the step uses the stage. */
  isUsed(step: Step): boolean;
  load(): Promise<Stage>;
  /** The stage, once it was loaded. */
  stage?: Stage;
}
