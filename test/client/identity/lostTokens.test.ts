import type { ServerResponse } from "node:http";
import { openIdConfiguration } from "../../../local/endpoint/azure/entra/entraDocuments";
import { chatAnswer } from "../../support/answers";
import { entraConnection, failureOf, run } from "../../support/connector";
import { useLocalTrust, useServer, useTestClock } from "../../support/hooks";
import { sendAnswer } from "../../support/scriptedServer";
import { webToken } from "./tokens";

const tenantId = "11111111-2222-4333-8444-555555555555";
const token = webToken({ aud: "https://cognitiveservices.azure.com" });

const server = useServer([chatAnswer()]);
const authority = useServer([], { tls: true });
const clock = useTestClock(Date.now);
useLocalTrust();

/** Token requests in their order, each answered by hand. */
let asked: ServerResponse[];
let arrival: () => void;

beforeEach(() => {
  // The identity library reckons in the machine's time.
  asked = [];
  arrival = () => undefined;
  authority.script(({ method }, response) => {
    if (method === "GET") return sendAnswer(response, { body: openIdConfiguration(authority.url, tenantId) });
    asked.push(response);
    arrival();
  });
});

/** Settles with the token request of this place. */
const request = (place: number): Promise<ServerResponse> =>
  new Promise((resolve) => {
    arrival = () => {
      const response = asked[place];
      if (response) resolve(response);
    };
    arrival();
  });

const grant = (response: ServerResponse, expiresIn: unknown = 3600): void =>
  sendAnswer(response, { body: { token_type: "Bearer", expires_in: expiresIn, access_token: token } });

const closed = (response: ServerResponse): Promise<void> =>
  new Promise((resolve) => {
    if (response.socket?.destroyed) resolve();
    response.on("close", resolve);
  });

const chat = (requestOptions: Record<string, string> = {}, context: Record<string, unknown> = {}) => {
  const entra = {
    tenantId,
    clientId: "app",
    clientSecret: "secret~of~the~app",
    authorityHost: authority.url,
  };
  const connection = entraConnection(entra as never, server.url);
  return run("createChatCompletion", { connection, userPrompt: "Hello", requestOptions }, context);
};

describe("a token request whose answer never comes", () => {
  it("ends with the step's time, its connection too, and the next step asks anew", async () => {
    const first = failureOf(chat({ totalTimeout: "5000" }));
    const lost = await request(0);
    clock.fireEarliestTimer();
    expect(await first).toMatchObject({ kind: "timeout", attempts: 0 });
    expect((await first).message).toContain("Microsoft Entra did not answer in 5 s");
    await closed(lost);
    const second = chat();
    grant(await request(1));
    expect(await second).toMatchObject({ data: { output_text: "Hello" } });
    expect(asked).toHaveLength(2);
  });

  it("is asked again by a step that has time left", async () => {
    const step = chat();
    const lost = await request(0);
    expect(clock.timerDelays[0]).toBe(30_000);
    clock.fireEarliestTimer();
    await closed(lost);
    grant(await request(1));
    expect(await step).toMatchObject({ data: { output_text: "Hello" } });
  });

  it("holds up nobody who comes later, however often", async () => {
    for (const place of [0, 1, 2, 3]) {
      const step = failureOf(chat({ totalTimeout: "1000" }));
      await request(place);
      clock.fireEarliestTimer();
      expect((await step).message).toContain("did not answer in 1 s");
    }
    const step = chat();
    grant(await request(4));
    await step;
  });

  it("lets the old token serve while that is good", async () => {
    const first = chat();
    grant(await request(0));
    await first;
    clock.advance(57 * 60_000);
    const step = chat();
    await request(1);
    clock.fireEarliestTimer();
    expect(await step).toMatchObject({ data: { output_text: "Hello" } });
    expect(asked).toHaveLength(2);
  });
});

describe("a step that is cancelled while its token is on the way", () => {
  it("ends at once, and the connection with it", async () => {
    const controller = new AbortController();
    const step = failureOf(chat({}, { signal: controller.signal }));
    const response = await request(0);
    controller.abort();
    expect(await step).toMatchObject({ kind: "timeout", attempts: 0 });
    expect((await step).message).toContain("Create Chat Completion was cancelled");
    await closed(response);
    expect(server.requests).toEqual([]);
    expect(clock.timerDelays).toEqual([]);
  });

  it("takes no other step along that waits for the same token", async () => {
    const controller = new AbortController();
    const cancelled = failureOf(chat({}, { signal: controller.signal }));
    const response = await request(0);
    const others = [chat(), chat()];
    // The token's own limit, and one for each step that waits.
    while (clock.timerDelays.length < 4) await new Promise(setImmediate);
    controller.abort();
    await cancelled;
    grant(response);
    expect(await Promise.all(others)).toMatchObject([
      { data: { output_text: "Hello" } },
      { data: { output_text: "Hello" } },
    ]);
    expect(asked).toHaveLength(1);
  });

  it("asks for nothing when it was cancelled before", async () => {
    const error = await failureOf(chat({}, { signal: AbortSignal.abort() }));
    expect(error.message).toContain("Create Chat Completion was cancelled");
    expect(asked).toEqual([]);
    expect(server.requests).toEqual([]);
  });
});

it.each([0, -5, 1e300, "soon", null])(
  "a token that ends in %j is used for the step that got it",
  async (expiresIn) => {
    const step = chat();
    grant(await request(0), expiresIn);
    expect(await step).toMatchObject({ data: { output_text: "Hello" } });
  },
);
