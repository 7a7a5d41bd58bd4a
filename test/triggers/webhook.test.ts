import OpenAI from "openai";
import { failureOf } from "../support/connector";
import { useTestClock } from "../support/hooks";
import { shownByError } from "../support/leaks";
import { startMs } from "../support/testClock";
import { deliver, eventText, secretA, secretB, sign, signedHeaders } from "./deliveries";

const clock = useTestClock();

const nowSeconds = startMs / 1000;
const refusal = async (...delivery: Parameters<typeof deliver>) =>
  (await failureOf(deliver(...delivery))).message;

describe("an event", () => {
  test("goes to the flow, and is answered at once", async () => {
    expect(await deliver()).toMatchObject({
      branch: "Event",
      response: { statusCode: 200 },
      payload: {
        body: {
          data: {
            id: "evt_1",
            object: "event",
            type: "batch.completed",
            created_at: 1_795_251_600,
            data: { id: "batch_é" },
          },
        },
        headers: { "webhook-id": "wh_1" },
      },
    });
  });

  test.each<[string, unknown]>([
    ["text", eventText],
    ["bytes", Buffer.from(eventText)],
    ["a byte array", new Uint8Array(Buffer.from(eventText))],
    ["text in an object", { data: eventText }],
    ["bytes in an object", { data: Buffer.from(eventText), contentType: "application/json" }],
    ["bytes that were saved as JSON", JSON.parse(JSON.stringify(Buffer.from(eventText)))],
  ])("is verified over the body as received: %s", async (_form, rawBody) => {
    expect((await deliver(signedHeaders(), rawBody)).branch).toBe("Event");
  });

  test("is verified whatever the case of its header names", async () => {
    const upper = Object.fromEntries(
      Object.entries(signedHeaders()).map(([name, value]) => [name.toUpperCase(), value]),
    );
    expect((await deliver(upper)).branch).toBe("Event");
  });

  test("is verified when one of several signatures fits", async () => {
    const header = [`v1,${Buffer.alloc(32).toString("base64")}`, "v2,abc", sign()].join(" ");
    expect((await deliver({ ...signedHeaders(), "webhook-signature": header })).branch).toBe("Event");
  });

  test.each([`${secretB} ${secretA}`, `${secretA},${secretB}`, `${secretB}\n${secretA}\n`])(
    "is verified when one of several secrets fits",
    async (signingSecret) => {
      expect((await deliver(signedHeaders(), eventText, { inputs: { signingSecret } })).branch).toBe("Event");
    },
  );

  test.each([300, -300])("is taken when it was signed %i s ago", async (age) => {
    const timestamp = String(nowSeconds - age);
    expect((await deliver(signedHeaders({ timestamp }))).branch).toBe("Event");
  });

  test("is signed in these tests as the service's own package checks it", async () => {
    const openai = new OpenAI({ apiKey: "none", webhookSecret: secretA });
    const tolerance = Number.MAX_SAFE_INTEGER;
    await openai.webhooks.verifySignature(eventText, signedHeaders(), secretA, tolerance);
    await expect(
      openai.webhooks.verifySignature(eventText, signedHeaders({ secret: secretB }), secretA, tolerance),
    ).rejects.toThrow();
  });
});

describe("a delivery is refused", () => {
  test.each(["webhook-id", "webhook-timestamp", "webhook-signature"])("without %s", async (name) => {
    const { [name]: _left, ...headers } = signedHeaders();
    expect(await refusal(headers)).toContain(`it has no header ${name}`);
  });

  test("with the signature of another secret", async () => {
    const message = await refusal(signedHeaders({ secret: secretB }));
    expect(message).toMatch(/its signature does not fit. Check that Signing Secret/);
  });

  test.each<[string, Record<string, string>, unknown]>([
    ["another body", {}, eventText.replace("batch_é", "batch_2")],
    ["the body written anew", {}, JSON.stringify(JSON.parse(eventText))],
    ["another id", { "webhook-id": "wh_2" }, eventText],
    ["another time", { "webhook-timestamp": String(nowSeconds + 1) }, eventText],
    ["an empty signature", { "webhook-signature": "v1," }, eventText],
    ["a part of the signature", { "webhook-signature": sign().slice(0, 20) }, eventText],
    ["another version", { "webhook-signature": sign().replace("v1,", "v1a,") }, eventText],
    ["no version", { "webhook-signature": sign().replace("v1,", "") }, eventText],
  ])("with %s", async (_what, headers, body) => {
    expect(await refusal({ ...signedHeaders(), ...headers }, body)).toContain("its signature does not fit");
  });

  test.each([
    [301, /signed 301 s ago, which is more than 300 s/],
    [-301, /signed for a time 301 s ahead/],
  ])("when it was signed %i s ago", async (age, message) => {
    expect(await refusal(signedHeaders({ timestamp: String(nowSeconds - age) }))).toMatch(message);
  });

  test.each(["now", "1e9", "-5", "12.5"])("when its time is %s", async (timestamp) => {
    expect(await refusal(signedHeaders({ timestamp }))).toContain("is not a time in seconds");
  });

  test("when its body was parsed on the way", async () => {
    expect(await refusal(signedHeaders(), JSON.parse(eventText))).toContain("its body was changed");
  });

  test("when no secret is known", async () => {
    const message = await refusal(signedHeaders(), eventText, { inputs: { signingSecret: "" } });
    expect(message).toMatch(/no signing secret is known. .*enter Signing Secret/);
  });

  test("when the secret is empty, which anybody could sign with", async () => {
    const headers = signedHeaders({ secret: "whsec_" });
    const message = await refusal(headers, eventText, { inputs: { signingSecret: "whsec_" } });
    expect(message).toMatch(/^Signing Secret: this is not the secret/);
    const saved = { "webhookReceiver:flowStableId": { id: "whe_1", secret: "whsec_" } };
    const inputs = { signingSecret: "" };
    expect(await refusal(headers, eventText, { inputs, context: { crossFlowState: saved } })).toContain(
      "no signing secret is known",
    );
  });

  test.each(["[]", "null", "not JSON", '{"id":"evt_1"}'])(
    "when it is signed and no event: %s",
    async (body) => {
      expect(await refusal(signedHeaders({ body }), body)).toContain("the delivery is not an event");
    },
  );

  test("without a word of the secret", async () => {
    const wrong = await failureOf(deliver(signedHeaders({ secret: secretB })));
    const typed = await failureOf(
      deliver(signedHeaders(), eventText, { inputs: { signingSecret: "sk-secret-of-something-else" } }),
    );
    for (const error of [wrong, typed]) {
      expect(shownByError(error)).not.toMatch(/sk-secret|Zmlyc3Qtc2ln|v1,/);
    }
  });
});

describe("a repeated delivery", () => {
  test("is answered and takes the branch Duplicate", async () => {
    const first = await deliver();
    const context = { instanceState: JSON.parse(JSON.stringify(first.instanceState)) };
    const second = await deliver(signedHeaders(), eventText, { context });
    expect(second).toMatchObject({ branch: "Duplicate", response: { statusCode: 200 } });
    expect(second.instanceState).toBeUndefined();
    const other = await deliver(signedHeaders({ webhookId: "wh_2" }), eventText, { context });
    expect(other.branch).toBe("Event");
  });

  test("is told from one with a signature that does not fit, which is not remembered", async () => {
    const first = await deliver();
    const context = { instanceState: first.instanceState };
    expect(await refusal(signedHeaders({ secret: secretB }), eventText, { context })).toContain(
      "does not fit",
    );
  });

  test("is remembered for three days, a thousand at most", async () => {
    let instanceState: Record<string, unknown> | undefined;
    const receive = async (webhookId: string) => {
      const timestamp = String(clock.now() / 1000);
      const received = await deliver(signedHeaders({ webhookId, timestamp }), eventText, {
        context: { instanceState },
      });
      instanceState = received.instanceState ?? instanceState;
      return received.branch;
    };
    for (let index = 0; index < 1_005; index += 1) await receive(`wh_${index}`);
    expect(Object.values(instanceState ?? {})[0]).toHaveLength(1_000);
    expect(await receive("wh_1004")).toBe("Duplicate");
    expect(await receive("wh_0")).toBe("Event");
    clock.advance(3 * 86_400_000 + 1_000);
    expect(await receive("wh_later")).toBe("Event");
    expect(Object.values(instanceState ?? {})[0]).toHaveLength(1);
  });

  test("is not found in a state that something else wrote", async () => {
    const context = { instanceState: { webhookDeliveries: ["wh_1", [1], null] } };
    expect((await deliver(signedHeaders(), eventText, { context })).branch).toBe("Event");
  });
});

describe("a test run in the designer", () => {
  test("needs no signature", async () => {
    const context = { isSimulatedTestExecution: true };
    expect(await deliver({}, eventText, { inputs: { signingSecret: "" }, context })).toMatchObject({
      branch: "Event",
      payload: { body: { data: { type: "batch.completed" } } },
    });
  });
});
