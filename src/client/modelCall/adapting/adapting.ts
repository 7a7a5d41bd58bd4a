import { Memory } from "../../../text/Memory";
import { oneLine } from "../../answer/plainText";
import type { Step } from "../../call";
import type { AzureOpenAIError } from "../../errors/errors";
import type { ModelReply } from "../ModelReply";
import type { ModelRequest } from "../ModelRequest";
import { modelKey } from "../modelKey";
import type { Next, Stage } from "../stage";
import { isRefusedRequest } from "./isRefusedRequest";
import type { Mend } from "./mend";

/** What each deployment is known to need, by its address, operation and name. */
const known = new Memory<readonly Mend[]>(1000);

const keyOf = (step: Step, { path }: ModelRequest): string => `${modelKey(step)}|${path}`;

/** The operations whose bodies can be mended. */
const isMendable = ({ path }: ModelRequest): boolean => /\/(?:chat\/completions|responses)$/.test(path);

/**
 * Sends a request that a model refuses again, with just that changed which the refusal names. What a deployment needs
 * is remembered. Without a refusal nothing is read or loaded (docs/decisions/0019).
 */
const sendAdapted: Stage = (step, request, next) => {
  if (step.modelCall.adaptParameters !== true || !isMendable(request)) return next(request);
  const call = { step, request, next, known, key: keyOf(step, request) };
  const mended = async (refusal?: AzureOpenAIError) =>
    (await import("./sendMended")).sendMended(call, refusal);
  if (known.get(call.key)) return mended();
  return next(request).catch((error: unknown) => {
    if (!isRefusedRequest(error)) throw error;
    return mended(error);
  });
};

/** The same, told where a gateway dropped the service tier on the way. */
const sendInTier = async (
  step: Step,
  request: ModelRequest,
  next: Next,
  asked: string,
): Promise<ModelReply> => {
  const reply = await sendAdapted(step, request, next);
  const { service_tier: answered } = reply.json;
  if (asked !== "auto" && typeof answered === "string" && answered !== asked)
    step.warnings.add(
      `The answer came in the service tier ${oneLine(answered, 40)}, and not in ${asked} as asked for.`,
    );
  return reply;
};

/** Sends a request with what its deployment needs. */
export const adapting: Stage = (step, request, next) =>
  step.modelCall.serviceTier === undefined
    ? sendAdapted(step, request, next)
    : sendInTier(step, request, next, step.modelCall.serviceTier);
