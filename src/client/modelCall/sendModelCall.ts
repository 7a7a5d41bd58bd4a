import type { JsonObject } from "../../text/isObject";
import type { WireResponse } from "../answer/wireResponse";
import type { CallRequest, Step } from "../call";
import { send } from "../sending/http";
import { ModelReply } from "./ModelReply";
import { ModelRequest } from "./ModelRequest";
import type { Next, StagePlace } from "./stage";

/** The stages of a model's request, from the step to the service. Answers come back through them in reverse. */
const places: StagePlace[] = [
  {
    isUsed: ({ modelCall }) => modelCall.budget !== undefined,
    load: async () => (await import("./spending/spendWithin")).spendWithin,
  },
  {
    isUsed: ({ modelCall }) => modelCall.redact !== undefined,
    load: async () => (await import("./redacting/redacting")).redacting,
  },
  {
    isUsed: () => true,
    load: async () => (await import("./goingOver/goOver")).goOver,
  },
  {
    isUsed: ({ modelCall }) => modelCall.adaptParameters === true || modelCall.serviceTier !== undefined,
    load: async () => (await import("./adapting/adapting")).adapting,
  },
  {
    isUsed: ({ modelCall }) => modelCall.streamInternally === true,
    load: async () => (await import("./streaming/stream")).stream,
  },
];

/**
 * Sends a request that runs a model, through the stages that its step uses.
 * @param body - the JSON to send, or what stages may read of a form, which is in the request
 */
export const sendModelCall = async (
  step: Step,
  request: CallRequest,
  body: string | JsonObject,
): Promise<WireResponse> => {
  let next: Next = async (ready) => new ModelReply(await send(step, ready.toCall()));
  for (let index = places.length - 1; index >= 0; index -= 1) {
    const place = places[index] as StagePlace;
    if (!place.isUsed(step)) continue;
    // Loaded once: nobody waits for it in the calls that follow.
    place.stage ??= await place.load();
    const { stage } = place;
    const inner = next;
    next = (changed) => stage(step, changed, inner);
  }
  return (await next(new ModelRequest(request, body))).toWire();
};
