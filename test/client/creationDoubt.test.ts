import { errorAnswer, resetConnection } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";
import type { ScriptEntry } from "../support/scriptedServer";

const server = useServer();
useTestClock();

const act = (action: string, params: Record<string, unknown>) =>
  failureOf(run(action, { connection: keyConnection(server.url), ...params }));
const raw = (method: string, url: string, data = "{}") => act("rawRequest", { method, url, data });

const calls: Array<[what: string, call: () => ReturnType<typeof act>, doubt: string]> = [
  [
    "an upload",
    () => act("uploadFile", { file: "one", fileName: "a.txt", purpose: "assistants" }),
    "The file may exist all the same: see in List Files whether it is there before it is uploaded again.",
  ],
  [
    "a batch of a raw request",
    () => raw("POST", "/v1/batches", '{"input_file_id": "file-7"}'),
    "The batch may exist all the same: see in List Batches whether file-7 has one before it is asked for again.",
  ],
  [
    "a cancellation",
    () => act("cancelBatch", { batchId: "batch-1" }),
    "The batch may be cancelled all the same: see in Get Batch what its status is.",
  ],
  [
    "a job",
    () => raw("POST", "/v1/fine_tuning/jobs", '{"training_file": "file-8"}'),
    "The job may exist all the same: see in List Fine-Tuning Jobs whether file-8 has one before it is asked for again.",
  ],
  [
    "the end of a job",
    () => raw("POST", "/v1/fine_tuning/jobs/job-1/cancel"),
    "It may be done all the same: see in Get Fine-Tuning Job what the job's status is.",
  ],
  [
    "a pause of a job",
    () => act("pauseFineTuningJob", { jobId: "job-1" }),
    "It may be done all the same: see in Get Fine-Tuning Job what the job's status is.",
  ],
  [
    "a change",
    () => raw("PATCH", "/v1/assistants/1"),
    "What was asked for may have been done all the same: list or get /assistants/1 by Raw Request before it is asked for again.",
  ],
  [
    "a response that goes on by itself",
    () => raw("POST", "/v1/responses", '{"background": true}'),
    "What was asked for may have been done all the same, and nothing lists responses: the same request may do it twice.",
  ],
];

const lost: Array<[what: string, entry: ScriptEntry]> = [
  ["a lost connection", resetConnection],
  ["an error of the service", errorAnswer(500)],
  ["a page of a gateway", { status: 504, body: "<html>Gateway Timeout</html>" }],
  ["an answer that is cut off", { headers: { "content-type": "application/json" }, body: '{"id": "x' }],
  ["another address behind the work", { status: 303, headers: { location: "https://example.com/" } }],
];

const refused: Array<[what: string, entry: ScriptEntry]> = [
  ["a wrong input", errorAnswer(400)],
  ["a wrong credential", errorAnswer(401)],
  ["its rate", errorAnswer(429)],
  ["want of room, with a wait", errorAnswer(503, { "retry-after": "9000" })],
  ["want of room in its tier", errorAnswer(498)],
  ["what is not offered", errorAnswer(501)],
  ["the way to the server", { status: 521, body: "<html>Down</html>" }],
  ["its address", { status: 308, headers: { location: "https://example.com/" } }],
];

describe.each(calls)("%s", (_what, call, doubt) => {
  test.each(lost)("may be done after %s, and says where to look", async (_way, entry) => {
    server.script(entry);
    const { message, mend } = await call();
    expect(message.endsWith(` ${doubt}`)).toBe(true);
    expect(mend?.endsWith(doubt)).toBe(true);
    expect(server.requests).toHaveLength(1);
  });

  test.each(refused)("is not done where it is refused for %s", async (_reason, entry) => {
    server.script(entry);
    expect((await call()).message).not.toContain("all the same");
  });
});

test("nothing is done where no connection was made", async () => {
  const connection = keyConnection("http://127.0.0.1:9");
  const params = { connection, file: "one", fileName: "a.txt", purpose: "assistants" };
  const { message } = await failureOf(run("uploadFile", params));
  expect(message).not.toContain("all the same");
});

test.each([
  ["a read", () => raw("GET", "/v1/files")],
  ["a deletion", () => act("deleteFile", { fileId: "file-1" })],
  ["inference", () => act("createChatCompletion", { userPrompt: "Hi", requestOptions: { maxRetries: "0" } })],
])("%s is no creation", async (_what, call) => {
  server.script(errorAnswer(500));
  expect((await call()).message).not.toContain("all the same");
});

test.each([
  ["uploadFile", { file: "one", fileName: "a.txt", purpose: "assistants" }, /see in List Files/],
  ["cancelBatch", { batchId: "batch-1" }, /see in Get Batch/],
])("an answer without an id leaves the same doubt: %s", async (action, params, doubt) => {
  server.script({ body: {} });
  expect((await act(action, params)).message).toMatch(doubt);
});
