import { run } from "../../support/connector";
import type { ScriptEntry, ScriptedServer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

/** What a step with a response gives, as far as tests read it. */
export interface Output {
  output_text: string;
  outcome: string | null;
  parsed: unknown;
  tool_calls: Array<{ id: string; name: string; arguments: unknown; error: string | null }>;
  approvals: unknown[];
  citations: Array<Record<string, unknown>>;
  files: Array<Record<string, unknown>>;
  reasoning_summary: string | null;
  items: unknown[];
  tokens: Record<string, number>;
  warnings: string[];
  output: unknown;
  status: string;
}

/** A message of an answer with these parts. */
export const message = (...content: object[]) => ({
  id: "msg_1",
  type: "message",
  role: "assistant",
  status: "completed",
  content,
});

/** A text of an answer. */
export const said = (text: string, annotations: object[] = []) =>
  message({ type: "output_text", text, annotations });

/** A response with these items. */
export const responseOf = (output: unknown, more: object = {}) => ({
  id: "resp_1",
  object: "response",
  created_at: 1_800_000_000,
  status: "completed",
  model: "gpt-5.4",
  output,
  error: null,
  incomplete_details: null,
  usage: { input_tokens: 10, output_tokens: 4, total_tokens: 14 },
  ...more,
});

/** Makes what runs Create Response against a server with these answers. */
export const askerOf =
  (server: ScriptedServer) =>
  async (params: object, ...answers: ScriptEntry[]): Promise<Output> => {
    server.script(...answers);
    const { data } = await run("createResponse", {
      connection: connectionTo(server.url),
      requestOptions: { maxRetries: "0" },
      ...params,
    });
    return data as Output;
  };

/** The bodies of the requests that arrived. */
export const bodiesOf = ({ requests }: ScriptedServer): Array<Record<string, unknown>> =>
  requests.filter(({ body }) => body !== "").map(({ body }) => JSON.parse(body) as Record<string, unknown>);
