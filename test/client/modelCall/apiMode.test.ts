import { failureOf, keyConnection } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { answered, chatAt, notInChat, notInResponses, refusal, response } from "./twoApis";

const server = useServer();

const { chat, paths, bodyOf } = chatAt(server);

describe("API", () => {
  it("Responses asks that one alone", async () => {
    server.script(answered);
    expect(await chat({ apiMode: "responses" })).toMatchObject({
      data: { output_text: "In Switzerland.", warnings: [] },
    });
    expect(paths()).toEqual(["/v1/responses"]);
  });

  it("Responses is named where the server has no such API", async () => {
    server.script(notInResponses);
    expect((await failureOf(chat({ apiMode: "responses" }))).message).toContain(
      "API in Model Settings is Responses: choose Automatic, or Chat Completions,",
    );
  });

  it("Responses is told the API Version that it begins with", async () => {
    server.script(
      refusal(400, {
        code: "BadRequest",
        message: "Azure OpenAI Responses API is enabled only for api-version 2025-03-01-preview and later",
      }),
    );
    const { message } = await failureOf(chat({ apiMode: "responses" }));
    expect(message).toContain("Set API Version of the connection to v1, or to that one or later.");
    expect(message).not.toContain("choose Automatic");
  });

  it("Responses is refused for a request that it can't do", async () => {
    const messages = JSON.stringify([
      { role: "user", content: "Listen" },
      { role: "user", content: [{ type: "input_audio", input_audio: { data: "AAAA", format: "wav" } }] },
    ]);
    const error = await failureOf(chat({ apiMode: "responses" }, { userPrompt: "", messages }));
    expect(error.message).toBe(
      "API: it is Responses, and the request has what that API can't do: sound (messages[1].content[0]). Choose Chat Completions.",
    );
    expect(server.requests).toHaveLength(0);
  });

  it("Chat Completions asks that one alone, and is named where it is refused", async () => {
    server.script(notInChat, answered);
    const error = await failureOf(chat({ apiMode: "chat" }));
    expect(error.message).toContain(
      "API in Model Settings is Chat Completions: choose Automatic, or Responses,",
    );
    expect(server.requests).toHaveLength(1);
  });

  it("asks streams of either", async () => {
    server.script({
      headers: { "content-type": "text/event-stream" },
      body: [
        { type: "response.created", response: { ...response, status: "in_progress", output: [] } },
        { type: "response.completed", response },
      ]
        .map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
        .join(""),
    });
    expect(await chat({ apiMode: "responses", streamInternally: "true" })).toMatchObject({
      data: { output_text: "In Switzerland.", response },
    });
    expect(bodyOf(0)).toMatchObject({ stream: true });
    expect(bodyOf(0)).not.toHaveProperty("stream_options");
  });
});

describe("the address of the Responses API", () => {
  it("has no deployment in a dated path", async () => {
    server.script(notInChat, answered);
    const connection = keyConnection(server.url, { apiVersion: "2025-04-01-preview" });
    await chat({}, { connection });
    expect(paths()).toEqual([
      "/openai/deployments/gpt-5.4/chat/completions?api-version=2025-04-01-preview",
      "/openai/responses?api-version=2025-04-01-preview",
    ]);
  });

  it.each(["/v1/responses", "/team/openai/deployments/gpt-5.4/responses?api-version=2025-04-01-preview"])(
    "is asked where it was pasted and the server knows no other: %s",
    async (target) => {
      server.script({ status: 404, body: "404 page not found" }, answered);
      expect(await chat({}, {}, target)).toMatchObject({ data: { output_text: "In Switzerland." } });
      expect(paths()[1]).toMatch(/^(?:\/v1|\/team\/openai)\/responses(?:\?|$)/);
    },
  );
});
