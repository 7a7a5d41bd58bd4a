import { startEntraAuthority } from "../../../local/endpoint";
import { chatAnswer } from "../../support/answers";
import { entraConnection, failureOf, run } from "../../support/connector";
import { useLocalTrust, useServer, useStarted } from "../../support/hooks";

const own = "https://gateway.example.com/";
const server = useServer([chatAnswer()]);
const entra = useStarted(() => startEntraAuthority({ resources: [own] }));
useLocalTrust();

const chat = (fields: Record<string, unknown>) =>
  run("createChatCompletion", {
    connection: entraConnection(entra, server.url, fields),
    userPrompt: "Hello",
  });

/** Where the token was asked for, whom for, and whom by. */
const asked = () =>
  entra.tokenRequests.map(({ path, form }) => ({
    path: path.slice(path.indexOf("/oauth2")),
    resource: form["resource"],
    scope: form["scope"],
  }));

describe("Token Version", () => {
  it("asks for a scope of the second version where it is left alone", async () => {
    await chat({});
    await chat({ tokenVersion: "v2" });
    expect(asked()).toEqual([
      {
        path: "/oauth2/v2.0/token",
        resource: undefined,
        scope: expect.stringContaining("https://cognitiveservices.azure.com/.default"),
      },
    ]);
  });

  it.each([
    [own, own],
    [`${own}/.default`, own],
    ["https://cognitiveservices.azure.com/.default", "https://cognitiveservices.azure.com"],
    ["", "https://cognitiveservices.azure.com"],
  ])("asks the first version for the resource of the audience %j", async (audience, resource) => {
    await chat({ tokenVersion: "v1", audience });
    expect(asked()).toEqual([{ path: "/oauth2/token", resource, scope: undefined }]);
    expect(server.requests[0]?.headers["authorization"]).toBe(`Bearer ${entra.tokensIssued[0]?.token}`);
  });

  it("keeps the token of each version apart, and uses it until it ends", async () => {
    for (const tokenVersion of ["v1", "v2", "v1", "v2"]) await chat({ tokenVersion });
    expect(asked().map(({ path }) => path)).toEqual(["/oauth2/token", "/oauth2/v2.0/token"]);
  });

  it("says what Entra refuses, as with the second version", async () => {
    const error = await failureOf(chat({ tokenVersion: "v1", audience: "https://unknown.example.com" }));
    expect(error.message).toContain("The audience is unknown to this tenant: check Audience and Cloud");
    const secret = await failureOf(chat({ tokenVersion: "v1", clientSecret: "wrong" }));
    expect(secret.message).toContain("Client Secret is wrong");
  });

  it("that is neither is refused", async () => {
    const error = await failureOf(chat({ tokenVersion: "v3" }));
    expect(error.message).toBe('Token Version: "v3" is not a version. Choose v2 or v1.');
    expect(entra.requests).toEqual([]);
  });
});
