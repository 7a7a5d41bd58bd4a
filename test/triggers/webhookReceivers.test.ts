import { apis, connectionTo, datedVersion } from "../actions/support";
import { capturedLogger, failureOf } from "../support/connector";
import { useTestClock } from "../support/hooks";
import { exposureOf, leaksIn, shownByError } from "../support/leaks";
import { deliver, eventText, secretA, secretB, signedHeaders } from "./deliveries";
import {
  createWebhook,
  deleteWebhook,
  flowContext,
  flowUrl,
  type ReceiverService,
  startReceiverService,
} from "./receiverService";

useTestClock();
let service: ReceiverService;
let params: Record<string, unknown>;

beforeEach(async () => {
  service = await startReceiverService();
  service.nextSecret = secretA;
  params = { connection: connectionTo(service.server.url), requestOptions: { maxRetries: "0" } };
});

afterEach(async () => {
  await service.server.close();
});

const receive = (context: object, secret: string) =>
  deliver(signedHeaders({ secret }), eventText, { inputs: { signingSecret: "" }, context: context as never });

const ours = () => service.receivers.filter(({ url }) => url === flowUrl);

describe("a deployment", () => {
  test("creates a receiver for the flow's URL, whose events are accepted then", async () => {
    const context = flowContext();
    const result = await createWebhook(context, params);
    expect(service.receivers).toMatchObject([
      {
        name: "Integration 1: Flow 1",
        url: flowUrl,
        event_types: [
          "batch.completed",
          "batch.failed",
          "batch.expired",
          "batch.cancelled",
          "response.completed",
          "response.failed",
          "response.cancelled",
          "response.incomplete",
          "fine_tuning.job.succeeded",
          "fine_tuning.job.failed",
          "fine_tuning.job.cancelled",
        ],
      },
    ]);
    expect(result?.crossFlowState).toEqual(context.crossFlowState);
    expect((await receive({ crossFlowState: result?.crossFlowState }, secretA)).branch).toBe("Event");
    await expect(receive(context, secretB)).rejects.toThrow(
      "its signature does not fit. Only the receiver that the instance created may call this URL",
    );
  });

  test("asks for the chosen events", async () => {
    await createWebhook(flowContext(), { ...params, eventTypes: ["eval.run.succeeded", "", "video.failed"] });
    expect(service.receivers[0]?.event_types).toEqual(["eval.run.succeeded", "video.failed"]);
  });

  test.each(apis)("goes to the right address: %s", async (api) => {
    if (api === "openai") service.path = "/v1/webhook_endpoints";
    await createWebhook(flowContext(), { ...params, connection: connectionTo(service.server.url, api) });
    expect(service.asked()).toEqual([`GET ${service.path}`, `POST ${service.path}`]);
    expect(service.server.requests.map(({ url }) => url).join()).not.toContain(datedVersion);
  });

  test("creates nothing where the secret was entered", async () => {
    expect(await createWebhook(flowContext(), { ...params, signingSecret: secretB })).toBeUndefined();
    expect(await createWebhook(flowContext(), { connection: "", signingSecret: secretB })).toBeUndefined();
    expect(service.asked()).toEqual([]);
  });

  test("refuses Event Types beside an entered secret", async () => {
    const both = { ...params, signingSecret: secretB, eventTypes: ["batch.completed"] };
    const failure = await failureOf(createWebhook(flowContext(), both));
    expect(failure.message).toBe(
      "Event Types: it is filled in, but Signing Secret is that of a receiver with its own list. Leave it empty.",
    );
    expect(service.receivers).toEqual([]);
  });

  test("deletes what an earlier one created, once the secret is entered", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    await createWebhook(context, { ...params, signingSecret: secretB });
    expect(service.receivers).toEqual([]);
    await expect(receive(context, secretA)).rejects.toThrow("no signing secret is known");
  });

  test("is not asked to create twice when the service fails after it did", async () => {
    service.refusals = { POST: 503 };
    params["requestOptions"] = { maxRetries: "3" };
    await failureOf(createWebhook(flowContext(), params));
    expect(service.asked().filter((asked) => asked.startsWith("POST"))).toHaveLength(1);
  });

  test.each([
    [
      "a connection",
      { connection: "" },
      {},
      /^Connection: it is empty. Choose a connection, or enter Signing/,
    ],
    ["a URL", {}, { webhookUrls: {} }, /^Webhook: the flow has no webhook URL/],
  ])("needs %s", async (_what, inputs, context, message) => {
    const failure = await failureOf(createWebhook(flowContext(context), { ...params, ...inputs }));
    expect(failure.message).toMatch(message);
    expect(service.asked()).toEqual([]);
  });
});

describe("another deployment of the same flow", () => {
  test("keeps the receiver", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    const [before] = service.receivers;
    service.nextSecret = secretB;
    await createWebhook(context, params);
    expect(service.receivers).toEqual([before]);
    expect((await receive(context, secretA)).branch).toBe("Event");
  });

  test("tells the receiver of a new URL and other events", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    context.webhookUrls["Flow 1"] = "https://hooks.example.com/trigger/moved";
    await createWebhook(context, { ...params, eventTypes: ["batch.completed"] });
    expect(service.receivers).toMatchObject([
      { url: "https://hooks.example.com/trigger/moved", event_types: ["batch.completed"] },
    ]);
  });

  test("leaves one receiver when the state was lost, and those of other flows alone", async () => {
    const others = Array.from({ length: 5 }, (_, index) => ({
      id: `whe_other_${index}`,
      name: "Other",
      url: `https://hooks.example.com/${index}`,
      event_types: [],
    }));
    service.receivers = [...others];
    await createWebhook(flowContext(), params);
    service.nextSecret = secretB;
    const context = flowContext();
    await createWebhook(context, params);
    expect(ours()).toHaveLength(1);
    expect(service.receivers).toHaveLength(6);
    expect((await receive(context, secretB)).branch).toBe("Event");
  });

  test("creates it anew when somebody deleted it", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    service.receivers = [];
    service.nextSecret = secretB;
    await createWebhook(context, params);
    expect(ours()).toHaveLength(1);
    expect((await receive(context, secretB)).branch).toBe("Event");
  });

  test("leaves one receiver when the list does not show it yet", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    service.listsNothing = true;
    await createWebhook(context, params);
    expect(ours()).toHaveLength(1);
  });

  test("leaves one receiver after a failure", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    service.refusals = { GET: 500 };
    await failureOf(createWebhook(context, params));
    service.refusals = {};
    await createWebhook(context, params);
    expect(ours()).toHaveLength(1);
  });

  test("is apart from that of another flow", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    const second = { ...context, flow: { id: "flowId2", name: "Flow 2", stableId: "flowStableId2" } };
    await createWebhook(second, params);
    expect(service.receivers).toHaveLength(2);
    await deleteWebhook(second, params);
    expect(ours()).toHaveLength(1);
    expect((await receive(context, secretA)).branch).toBe("Event");
  });
});

describe("a service that does not offer it", () => {
  test.each([403, 404, 405])("is told with what to do instead: %i", async (status) => {
    service.refusals = { GET: status, POST: status };
    const captured = capturedLogger();
    const failure = await failureOf(createWebhook(flowContext({ logger: captured.logger }), params));
    captured.restore();
    for (const text of [failure.message, captured.text()]) {
      expect(text).toContain(`The service says ${status}`);
      expect(text).toMatch(/create one by hand .* and enter its secret as Signing Secret/);
    }
  });

  test("is told from one that fails", async () => {
    service.refusals = { GET: 500 };
    expect((await failureOf(createWebhook(flowContext(), params))).message).not.toContain("by hand");
  });

  test("leaves no receiver behind whose secret it did not say", async () => {
    service.nextSecret = undefined;
    const failure = await failureOf(createWebhook(flowContext(), params));
    expect(failure.message).toContain("did not say its secret");
    expect(service.receivers).toEqual([]);
  });
});

describe("the removal of an instance", () => {
  test("deletes the receiver", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    expect(await deleteWebhook(context, params)).toEqual({
      crossFlowState: { "webhookReceiver:flowStableId": null },
    });
    expect(service.receivers).toEqual([]);
    await expect(receive(context, secretA)).rejects.toThrow("no signing secret is known");
  });

  test("is fine when it is gone already, or never was", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    service.receivers = [];
    await deleteWebhook(context, params);
    expect(await deleteWebhook(context, params)).toBeUndefined();
    expect(await deleteWebhook(flowContext(), params)).toBeUndefined();
  });

  test("fails when the service does", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    service.refusals = { DELETE: 500 };
    await failureOf(deleteWebhook(context, params));
    service.refusals = {};
    await deleteWebhook(context, params);
    expect(service.receivers).toEqual([]);
  });

  test("says which receiver stays when no connection is left", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    const captured = capturedLogger();
    await deleteWebhook({ ...context, logger: captured.logger }, { connection: "" });
    captured.restore();
    expect(captured.text()).toContain(`the receiver ${service.receivers[0]?.id} stays`);
  });
});

describe("the signing secret", () => {
  const debug = (logger: object) => flowContext({ logger, globalDebug: true, debug: { enabled: true } });

  test("appears in no log line, with debugging on", async () => {
    const exposure = await exposureOf(async ({ logger }) => {
      const context = debug(logger);
      await createWebhook(context, params);
      await createWebhook(context, { ...params, eventTypes: ["batch.completed"] });
      const received = await receive(context, secretA);
      await deleteWebhook(context, params);
      return received;
    });
    expect(exposure.failed).toBe(false);
    expect(exposure.logged).toContain("webhook_endpoints");
    expect(leaksIn(exposure, [secretA, secretA.slice(6)])).toEqual([]);
  });

  test("appears in no error", async () => {
    const context = flowContext();
    await createWebhook(context, params);
    const refused = await failureOf(receive(context, secretB));
    service.refusals = { GET: 403 };
    const forbidden = await failureOf(createWebhook(context, params));
    for (const error of [refused, forbidden]) {
      expect(leaksIn({ logged: "", output: shownByError(error), failed: true }, [secretA, secretB])).toEqual(
        [],
      );
    }
  });
});
