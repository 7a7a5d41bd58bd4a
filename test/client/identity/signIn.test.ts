import { chatAnswer, errorAnswer } from "../../support/answers";
import { debugContext, failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { exposureOf, leaksIn } from "../../support/leaks";
import { startMs } from "../../support/testClock";
import { signInConnection, webToken } from "./tokens";

const minute = 60_000;
const endsIn = (milliseconds: number) => Math.floor((startMs + milliseconds) / 1000);
const token = webToken({ aud: "https://cognitiveservices.azure.com", exp: endsIn(60 * minute), scp: "user" });

const server = useServer([chatAnswer()]);
useTestClock();

type Token = Record<string, unknown> | null | undefined;
const chat = (platformToken: Token, context: Record<string, unknown> = {}) =>
  run(
    "createChatCompletion",
    { connection: signInConnection(server.url, platformToken), userPrompt: "Hello" },
    context,
  );
const sent = () => server.requests.map(({ headers }) => headers["authorization"]);

describe("a user's sign-in", () => {
  it("is sent as the token that the platform keeps", async () => {
    await chat({ access_token: token, refresh_token: "refresh", token_type: "Bearer" });
    expect(sent()).toEqual([`Bearer ${token}`]);
    expect(server.requests[0]?.headers).not.toHaveProperty("api-key");
  });

  it("may be an opaque token", async () => {
    await chat({ access_token: " opaque-token-0123456789 " });
    expect(sent()).toEqual(["Bearer opaque-token-0123456789"]);
  });

  it.each<[what: string, platformToken: Token]>([
    ["no token", undefined],
    ["null for one", null],
    ["an empty one", {}],
    ["one without text", { access_token: "  " }],
    ["one that is no text", { access_token: 7 }],
  ])("with %s asks for the sign-in, before anything is sent", async (_what, platformToken) => {
    const error = await failureOf(chat(platformToken));
    expect(error).toMatchObject({
      name: "ConnectionError",
      message: "Sign-in: the connection has no token yet. Sign in on the connection.",
    });
    expect(server.requests).toEqual([]);
  });

  it("that is over says when, and what to do, before anything is sent", async () => {
    const error = await failureOf(chat({ access_token: webToken({ exp: endsIn(-30 * minute) }) }));
    expect(error).toMatchObject({
      name: "ConnectionError",
      message:
        "Sign-in: it expired at 2026-11-21T08:30:00Z, 30 min ago. Run the step again for a renewed one; if that goes on, sign in on the connection again.",
    });
    expect(server.requests).toEqual([]);
  });

  it("that ends between two attempts is not sent again", async () => {
    server.script(errorAnswer(429, { "retry-after": "120" }), chatAnswer());
    const error = await failureOf(chat({ access_token: webToken({ exp: endsIn(minute) }) }));
    expect(error.message).toMatch(/^Sign-in: it expired at 2026-11-21T09:01:00Z, 1 min ago\./);
    expect(sent()).toHaveLength(1);
  });

  it("that the service refuses is not sent twice", async () => {
    server.script(errorAnswer(401));
    expect(await failureOf(chat({ access_token: token }))).toMatchObject({ status: 401, attempts: 1 });
    expect(sent()).toHaveLength(1);
  });

  it.each([
    ["succeeds", chatAnswer()],
    ["is refused", errorAnswer(401)],
    ["is repeated", { status: 400, body: { error: { message: `Your token is ${token}` } } }],
  ])("that %s is in no log line, error or output", async (_how, answer) => {
    server.script(answer);
    const secrets = [token, "user~app~secret", "refresh-token-0123456789"];
    const exposure = await exposureOf((captured) =>
      chat({ access_token: token, refresh_token: secrets[2] }, debugContext(captured)),
    );
    expect(leaksIn(exposure, secrets)).toEqual([]);
  });
});
