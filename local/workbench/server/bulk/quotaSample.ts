import type { AskedStep } from "../../wire/entered";
import { RequestError } from "../http/RequestError";
import type { Workbench } from "../workbench";

const prompts = 200;
/** The quota runs out after about half of the prompts; what is refused then waits for it to fill again. */
const requestsPerMinute = 100;
/** An answer takes as long as those of a service may. */
const latencyMs = { fromMs: 150, toMs: 600 };

/**
 * Sets a quota at the local endpoint, and gives the step that runs into it.
 * @throws RequestError where the endpoint takes no such quota
 */
export const quotaSample = ({ world, hub }: Workbench): AskedStep => {
  const changed = world.controls.change({ quota: { requestsPerMinute }, latencyMs });
  if ("refusals" in changed) {
    throw new RequestError(
      500,
      `The endpoint took no quota: ${changed.refusals.map(({ message }) => message).join(" ")}`,
    );
  }
  hub.tell({ type: "endpoint" });
  const messages = Array.from({ length: prompts }, (_, place) => `What is ${place} plus ${prompts - place}?`);
  return {
    kind: "action",
    key: "createCompletions",
    form: {
      messages: { value: JSON.stringify(messages) },
      bulkOptions: { value: { concurrentRequests: { value: "25" } } },
    },
    connections: { connection: "local" },
  };
};
