import { isEventStream, type JoinedStream, joinEventStream } from "../answer/eventStream";
import type { NotAnAnswerOutcome } from "../answer/outcome";
import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import type { AttemptTime } from "./AttemptTime";
import { isSuccess } from "./bodyBounds";
import { bodyText } from "./checkAnswer";
import { mayBePacked } from "./contentCodings";

/** Unpacks a packed answer. The code for it is loaded with the first such answer. */
const unpacked = async (call: Call, answer: WireResponse, time: AttemptTime): Promise<WireResponse> => {
  const { unpackBody } = await import("./unpackBody");
  const whole = await unpackBody(call, answer, time);
  const receive = isSuccess(whole.status) ? call.request.openReceiver?.() : undefined;
  if (!receive) return whole;
  receive(whole.body);
  return { ...whole, body: Buffer.alloc(0) };
};

/** The bytes at the start of a body that show what kind of text it is. */
const telltaleBytes = 1000;

/** The outcome of a stream of events that could not be joined. */
const flawOf = (
  stream: Exclude<JoinedStream, { value: unknown }> | undefined,
): Pick<NotAnAnswerOutcome, "reason" | "problem"> => {
  if (!stream)
    return { reason: "unreadable", problem: { message: "A stream of events came that holds no answer." } };
  return "isTooLong" in stream
    ? {
        reason: "tooLarge",
        problem: { message: "A stream of events came that has more lines than are read of one." },
      }
    : {
        reason: "cutStream",
        problem: { message: "A stream of events came that broke off before its end." },
      };
};

/** Joins a stream of events, asked for or not, into one answer; returns any other answer as it is. */
const joined = (call: Call, answer: WireResponse): WireResponse => {
  const { status, headers, body } = answer;
  const { expects } = call.request;
  if (expects !== "json" || !isSuccess(status)) return answer;
  if (!isEventStream(bodyText(body.subarray(0, telltaleBytes)))) return answer;
  const stream = joinEventStream(body);
  if (stream && "partialText" in stream) call.partialText = stream.partialText;
  return stream && "value" in stream
    ? { status, headers, body: Buffer.from(JSON.stringify(stream.value)) }
    : { ...answer, flaw: { type: "notAnAnswer", status, headers, ...flawOf(stream) } };
};

/**
 * Decodes an answer: it is unpacked, and a stream of events is joined.
 * @throws AttemptFailure when it can't be unpacked, or is too large.
 */
export const decode = async (call: Call, answer: WireResponse, time: AttemptTime): Promise<WireResponse> =>
  joined(call, mayBePacked(answer, call.request.expects) ? await unpacked(call, answer, time) : answer);
