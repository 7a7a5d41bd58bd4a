import { mutated, pick, type Random, strangeJson } from "./strangeValues";

/** An answer on the wire. */
export interface WireAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
}

const mutatedJson = (text: string, random: Random): string => {
  try {
    return strangeJson(mutated(JSON.parse(text), random));
  } catch {
    return text;
  }
};

/** JSON Lines have each line for themselves. */
const mutatedBody = (body: Buffer, random: Random): Buffer => {
  const text = body.toString("utf8");
  const lines = text.split("\n");
  if (lines.length < 3) return Buffer.from(mutatedJson(text, random));
  const place = Math.floor(random() * lines.length);
  return Buffer.from(
    lines.map((line, index) => (index === place ? mutatedJson(line, random) : line)).join("\n"),
  );
};

type Choice = { index?: unknown; message?: unknown; finish_reason?: unknown };

const chunksOf = (answer: { choices?: Choice[] }): unknown[] =>
  (answer.choices ?? []).flatMap(({ index, message, finish_reason }) => [
    { ...answer, object: "chat.completion.chunk", choices: [{ index, delta: message, finish_reason: null }] },
    { ...answer, object: "chat.completion.chunk", choices: [{ index, delta: {}, finish_reason }] },
  ]);

/** The answer as a stream of events that nobody asked for, some of them strange, out of order or cut off. */
const eventStream = (body: Buffer, random: Random): Buffer => {
  try {
    const answer = JSON.parse(body.toString("utf8"));
    const chunks = chunksOf(answer);
    const events = chunks.length > 0 ? chunks : [{ type: "response.completed", response: answer }];
    const end = pick(random, ["\n\n", "\r\n\r\n", "\r\r", "\n"]);
    const lines = events.map(
      (event) => `data: ${strangeJson(random() < 0.5 ? mutated(event, random) : event)}`,
    );
    if (random() < 0.3) lines.reverse();
    if (random() < 0.6) lines.push("data: [DONE]");
    const stream = Buffer.from(`${random() < 0.3 ? ": comment\nevent: x\n" : ""}${lines.join(end)}${end}`);
    return random() < 0.2 ? stream.subarray(0, Math.floor(random() * stream.length)) : stream;
  } catch {
    return body;
  }
};

const wholeBodies: ReadonlyArray<(body: Buffer, random: Random) => Buffer> = [
  (body) => Buffer.concat([Buffer.from("\uFEFF"), body]),
  (body, random) => body.subarray(0, Math.floor(random() * body.length)),
  (body) => Buffer.concat([body, Buffer.from("\n}garbage")]),
  (body) => Buffer.concat([body, Buffer.alloc(16)]),
  () => Buffer.alloc(0),
  () => Buffer.from("<!DOCTYPE html><title>Sign in</title>"),
  () => Buffer.from("no healthy upstream"),
  () => Buffer.from([0x1f, 0x8b, 8, 0, 255, 254, 0]),
  eventStream,
  eventStream,
  (body) => Buffer.from(`data: ${body.toString("utf8").replace(/\n/g, "")}\n\ndata: [DONE]\n\n`),
  () => Buffer.from('{"error":{"message":"Upstream failed","code":500}}'),
];

const errorBodies: readonly unknown[] = [
  { error: { message: "The service says no", type: "problem", param: "messages", code: "some_code" } },
  { error: { code: "content_filter", message: "Filtered", innererror: { content_filter_result: {} } } },
  { statusCode: 429, message: "Rate limit is exceeded. Try again in 2 seconds." },
  { detail: [{ type: "extra_forbidden", loc: ["body", "temperature"], msg: "Extra inputs" }] },
  { error: "invalid_client", error_description: "AADSTS7000215: Invalid client secret" },
  { fault: { faultstring: "Spike arrest violation", detail: { errorcode: "x" } } },
  { title: "Forbidden", status: 403, errors: [{ message: "Blocked" }] },
];

const statuses = [200, 201, 202, 204, 304, 307, 400, 401, 403, 404, 409, 413, 422, 423, 429, 500, 502, 503];

const strangeHeaders: ReadonlyArray<Record<string, string>> = [
  { "retry-after": "0" },
  { "retry-after": "99999999999999" },
  { "retry-after-ms": "-5" },
  { "retry-after": "Wed, 99 Xxx 2026 99:99:99 GMT" },
  { "x-ratelimit-remaining-tokens": "-1", "x-ratelimit-limit-tokens": "abc" },
  { "x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "9999h" },
  { "content-type": "text/plain" },
  { "content-type": "text/event-stream" },
  { "content-encoding": "gzip" },
  { "x-should-retry": "maybe" },
  { "x-request-id": "x".repeat(5_000) },
];

/** An answer made strange: its fields, its body as a whole, its status, its headers, or an error in its place. */
export const strangeAnswer = (answer: WireAnswer, random: Random): WireAnswer => {
  const kind = random();
  const changed = { ...answer, headers: { ...answer.headers } };
  if (kind < 0.6) changed.body = mutatedBody(answer.body, random);
  else if (kind < 0.75) changed.body = pick(random, wholeBodies)(answer.body, random);
  else {
    changed.status = pick(random, statuses);
    if (random() < 0.7) changed.body = Buffer.from(strangeJson(mutated(pick(random, errorBodies), random)));
  }
  if (random() < 0.25) Object.assign(changed.headers, pick(random, strangeHeaders));
  if (changed.status === 204 || changed.status === 304) changed.body = Buffer.alloc(0);
  return changed;
};
