import { connectionTo } from "../actions/support";
import { failureOf } from "../support/connector";
import { useServer } from "../support/hooks";
import { sendAnswer } from "../support/scriptedServer";
import { secretA } from "./deliveries";
import { createWebhook, flowContext, flowUrl } from "./receiverService";

const server = useServer([
  ({ method }, response) =>
    sendAnswer(response, { headers: { "content-type": "application/json" }, body: answers[method] ?? "" }),
]);
/** What is answered to each method, as text. */
let answers: Record<string, string>;

const created = JSON.stringify({ id: "whe_1", signing_secret: secretA });

beforeEach(() => {
  answers = { GET: '{"data":[],"has_more":false}', POST: created, DELETE: "{}" };
});

const deploy = async () => {
  const context = flowContext();
  await createWebhook(context, { connection: connectionTo(server.url), requestOptions: { maxRetries: "0" } });
  return context.crossFlowState;
};
const saved = { "webhookReceiver:flowStableId": { id: "whe_1", secret: secretA } };
const asked = (method: string) => server.requests.filter((request) => request.method === method);

test.each([
  ["a byte order mark before it", '\ufeff{"data":[],"has_more":false}'],
  ["null", "null"],
  ["a list", "[]"],
  ["a text", '"words"'],
  ["no list in it", '{"has_more":true}'],
  [
    "a list of what is no receiver",
    '{"data":[null,7,{},{"id":null},{"id":".."},{"id":"\\ud800"}],"has_more":true}',
  ],
  ["a receiver of other types", '{"data":[{"id":"whe_9","url":7,"event_types":"all"}],"has_more":"no"}'],
])("a list that has %s keeps no deployment from its receiver", async (_what, list) => {
  answers["GET"] = list;
  expect(await deploy()).toEqual(saved);
  expect(asked("GET").length).toBeLessThanOrEqual(2);
});

test("a list without an end is given up", async () => {
  let page = 0;
  server.script(({ method }, response) => {
    page += 1;
    const receiver = { id: `whe_other_${page}`, url: "https://example.com" };
    const body = method === "GET" ? { data: [receiver], has_more: true } : JSON.parse(created);
    sendAnswer(response, { body });
  });
  expect(await deploy()).toEqual(saved);
  expect(asked("GET")).toHaveLength(100);
});

test("a created receiver is read with a byte order mark before it", async () => {
  answers["POST"] = `\ufeff${created}`;
  expect(await deploy()).toEqual(saved);
});

test.each([
  "null",
  "[]",
  '"x"',
  "{}",
  '{"id":7,"signing_secret":7}',
  '{"id":"whe_1","signing_secret":null}',
  '{"id":"\\ud800"}',
])("a created receiver without its secret is an error in words: %s", async (answer) => {
  answers["POST"] = answer;
  expect((await failureOf(deploy())).message).toBe(
    "Webhook: the service created a webhook receiver and did not say its secret.",
  );
});

test.each([
  { event_types: null },
  { event_types: 7 },
  { event_types: "batch.completed" },
  { event_types: [null] },
  {},
])("a receiver whose events can't be read is told them: %j", async (changes) => {
  const context = flowContext({ crossFlowState: { ...saved } });
  answers["GET"] = JSON.stringify({ data: [{ id: "whe_1", url: flowUrl, ...changes }], has_more: false });
  await createWebhook(context, { connection: connectionTo(server.url) });
  expect(asked("POST").map(({ url }) => url)).toEqual([
    expect.stringMatching(/\/webhook_endpoints\/whe_1\b/),
  ]);
});

test("a flow of a prototype's name has a URL of its own or none", async () => {
  const flow = { id: "flowId", name: "constructor", stableId: "flowStableId" };
  const params = { connection: connectionTo(server.url) };
  const failure = await failureOf(createWebhook(flowContext({ flow }), params));
  expect(failure.message).toBe("Webhook: the flow has no webhook URL.");
});
