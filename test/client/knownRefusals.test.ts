import { knownRefusals } from "../../src/client/errors/knownRefusals";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import { checkOf, diagnose } from "./diagnosis/support";
import { pastedConnection, signInConnection, webToken } from "./identity/tokens";
import { refusalCases } from "./knownRefusalCases";

const server = shareServer();

const token = webToken({ aud: "https://cognitiveservices.azure.com" });

const connections = {
  azure: () => keyConnection(server.url),
  dated: () => keyConnection(server.url, { apiVersion: "2024-02-01" }),
  openai: () => keyConnection(`${server.url}/v1`, { isOpenAIKey: "true" }),
  token: () => pastedConnection(server.url, token),
  user: () => signInConnection(server.url, { access_token: token }),
} as const;

describe.each(refusalCases)("$what", ({ by, status, error: body, check, isConnection, mend }) => {
  beforeEach(() => server.script({ status, body: { error: { code: null, ...body } } }));

  it("is told by the step, which blames the connection only for its fields", async () => {
    const params = {
      connection: connections[by](),
      userPrompt: "Hello",
      requestOptions: { maxRetries: "0" },
    };
    const error = await failureOf(run("createChatCompletion", params));
    expect(error.mend).toMatch(mend);
    expect(error.message.endsWith(error.mend ?? "?")).toBe(true);
    expect("connection" in error).toBe(isConnection);
  });

  it("is told by Diagnose Connection in the same words", async () => {
    const params = {
      connection: connections[by](),
      userPrompt: "Hello",
      requestOptions: { maxRetries: "0" },
    };
    const error = await failureOf(run("createChatCompletion", params));
    const diagnosis = await diagnose(connections[by](), "gpt-5.4");
    const failed = diagnosis.checks.find((one) => one.status === "fail");
    expect(failed?.check).toBe(check);
    expect(failed?.mend).toBe(error.mend);
    expect(checkOf(diagnosis, "Quota headers")).toMatchObject({ status: "notReached", durationMs: 0 });
  });
});

it("each entry of the table has a case", () => {
  const texts = refusalCases.map(({ status, error }) => ({
    status,
    text: `${error.code ?? ""} ${error.message}`,
  }));
  for (const { words, statuses } of knownRefusals) {
    const isTried = texts.some(({ status, text }) => statuses.includes(status) && words.test(text));
    expect(isTried ? "" : words.source).toBe("");
  }
});
