import { Memory } from "../../../text/Memory";
import { isOwnError } from "../../errors/errors";
import type { ModelReply } from "../ModelReply";
import type { ModelRequest } from "../ModelRequest";
import { modelKey } from "../modelKey";
import type { Stage } from "../stage";

/** The two parts of asking for a stream, of which a server may refuse the second alone. */
type Part = "stream" | "stream_options";

/** What deployments refused, so that a run asks each of them once. */
const refusals = new Memory<Part>(500);

const tellings: Readonly<Record<Part, string>> = {
  stream:
    "The service refused to stream: the answer came in one piece, so that an idle gateway may cut a long one.",
  stream_options: "The service refused stream_options: streamed answers may come without their tokens.",
};

/** The part that a refusal is about; undefined for any other error. */
const refusedPart = (error: unknown): Part | undefined => {
  if (!isOwnError(error) || error.kind !== "rejected") return undefined;
  const { param = "", sentence = "" } = error;
  if (/\bstream_options\b/.test(`${param} ${sentence}`)) return "stream_options";
  const isNamed = param === "stream" || /['"`]stream['"`]|\bstreaming\b[^.]{0,60}\bnot\b/i.test(sentence);
  return isNamed ? "stream" : undefined;
};

/** The request as a stream without what was refused; undefined where streaming itself was. */
const streamed = (request: ModelRequest, refused: Part | undefined): ModelRequest | undefined => {
  if (refused === "stream") return undefined;
  // The Responses API tells tokens without being asked.
  const isChat = request.path.endsWith("/completions");
  const options = isChat && refused === undefined ? { stream_options: { include_usage: true } } : {};
  return request.with({ ...request.body, stream: true, ...options }, { isStreamed: true });
};

/** True for requests whose answers can be streamed: text that comes at once, and not later in the background. */
const mayStream = ({ path, body }: ModelRequest): boolean =>
  /\/(?:chat\/completions|responses)$/.test(path) && body.background !== true && body.stream === undefined;

/**
 * Asks for answers as streams, which come out joined, as if they had come in one piece: gateways cut connections on
 * which nothing moves. A server that refuses is asked again without what it refused.
 */
export const stream: Stage = async (step, request, next): Promise<ModelReply> => {
  if (!mayStream(request)) return next(request);
  const key = `${modelKey(step)}|${request.path}`;
  let refused = refusals.get(key);
  for (;;) {
    const asked = streamed(request, refused);
    if (refused) step.warnings.add(tellings[refused]);
    if (!asked) return next(request);
    try {
      return await next(asked);
    } catch (error) {
      const part = refusedPart(error);
      if (part === undefined || part === refused) throw error;
      refused = part;
      // With data of its own, Azure takes fewer fields than without.
      if (request.body.data_sources === undefined) refusals.set(key, part);
    }
  }
};
