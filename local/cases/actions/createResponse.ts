import {
  answerForm,
  attachments,
  budget,
  fallbacks,
  hostedTools,
  modelSettings,
  redact,
  requestOptions,
  responseSettings,
  toolSettings,
} from "../groups";
import { createdResponse, createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

const asked = [
  { type: "message", role: "user", content: "When was order 4711 sent? Look at the remote server as well." },
  { type: "function_call", call_id: "call_1", name: "find_order", arguments: '{"id":"4711"}' },
  {
    type: "mcp_approval_request",
    id: "mcpr_1",
    server_label: "orders",
    name: "find_order",
    arguments: '{"number":4711}',
  },
];

/** A question with all that may help to answer it, a conversation that goes on with results, and one that follows. */
export const createResponse: StepCase = {
  required: { userPrompt: "What is 6 times 7?" },
  every: [
    {
      model: "gpt-5.4",
      systemPrompt: "Answer in one sentence.",
      userPrompt: "Search the web: where was the 2020 World Series played?",
      attachments,
      hostedTools,
      responseSettings,
      modelSettings,
      redact,
      budget,
      requestOptions,
    },
    {
      inputItems: JSON.stringify(asked),
      toolResults: [{ key: "call_1", value: "It was sent on Monday." }],
      ...fallbacks,
      answerForm,
      toolSettings,
      hostedTools: {
        mcpServer: "https://mcp.example.com/mcp",
        mcpLabel: "orders",
        approvals: [{ key: "mcpr_1", value: "true" }],
      },
    },
    { userPrompt: "What is 6 times 7?", previousResponseId: "resp_abc123", background: "true" },
  ],
  prepare: async (run) => {
    const { vs_abc123, "file-abc123": fileId } = await createdVectorStore(run);
    return {
      vs_abc123,
      "file-abc123": fileId,
      previousResponseId: (await createdResponse(run)).responseId,
    };
  },
};
