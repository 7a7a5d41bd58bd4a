import { keyConnection, run } from "../../support/connector";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";

/** A refusal with this status and error. */
export const refusal = (status: number, error: object): ScriptEntry => ({ status, body: { error } });

/** A model that answers Responses alone. */
export const notInChat = refusal(404, {
  message: "This model is only supported in v1/responses and not in v1/chat/completions.",
  type: "invalid_request_error",
  param: "model",
  code: null,
});
/** A server without the Responses API. */
export const notInResponses = refusal(404, { message: "Unrecognized request URL (POST /v1/responses)." });

/** What the Responses API answers. */
export const response = {
  id: "resp_1",
  object: "response",
  created_at: 1_772_668_800,
  model: "gpt-5.4-codex",
  status: "completed",
  output: [
    { type: "reasoning", id: "rs_1", summary: [] },
    { type: "message", role: "assistant", content: [{ type: "output_text", text: "In Switzerland." }] },
  ],
  usage: {
    input_tokens: 9,
    output_tokens: 4,
    total_tokens: 13,
    output_tokens_details: { reasoning_tokens: 1 },
  },
};
/** The same as a server sends it. */
export const answered: ScriptEntry = { body: response };

/** A chat step at a server, and what the server was asked. */
export const chatAt = (server: Pick<ScriptedServer, "url" | "requests">) => ({
  chat: (modelSettings: Record<string, unknown> = {}, more: Record<string, unknown> = {}, endpoint = "/v1") =>
    run("createChatCompletion", {
      connection: keyConnection(server.url + endpoint),
      userPrompt: "Where is Bern?",
      modelSettings,
      requestOptions: { maxRetries: "0" },
      ...more,
    }),
  paths: () => server.requests.map(({ url }) => url),
  bodyOf: (place: number) => JSON.parse(server.requests[place]?.body ?? "{}"),
});
