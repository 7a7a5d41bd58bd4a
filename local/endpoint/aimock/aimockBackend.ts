import type { LLMock } from "@copilotkit/aimock";

/** An answer that is worked out for each request, as aimock wants it. */
export type ResponseFactory = Extract<Parameters<LLMock["on"]>[1], (request: never) => unknown>;

/** What aimock answered. */
export interface BackendAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** aimock closes the connection on more than this, half way through the body. */
const largestBodyBytes = 10 * 1024 * 1024;

const tooLarge: BackendAnswer = {
  status: 413,
  contentType: "application/json",
  body: Buffer.from(
    JSON.stringify({
      error: {
        message: "The local endpoint takes up to 10 MB in a request for a response.",
        type: "invalid_request_error",
        param: null,
        code: "request_too_large",
      },
    }),
  ),
};

/** How many backends run in this process: they share aimock's store of responses. */
let running = 0;

/** aimock, started when it is first needed: responses alone need it. */
export class AimockBackend {
  private server: Promise<LLMock> | undefined;

  constructor(private readonly compose: ResponseFactory) {}

  /** Posts JSON to a path in OpenAI's form (`/v1/...`). */
  async send(path: string, json: Record<string, unknown>): Promise<BackendAnswer> {
    const body = JSON.stringify(json);
    if (Buffer.byteLength(body) > largestBodyBytes) return tooLarge;
    this.server ??= this.start();
    const { url } = await this.server;
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${url}${path}`, { method: "POST", headers, body });
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "application/json",
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  /** Stops aimock, if it ran; the last one to go empties the store. */
  async close(): Promise<void> {
    const server = await this.server?.catch(() => undefined);
    this.server = undefined;
    if (server === undefined) return;
    running -= 1;
    if (running === 0) server.reset();
    await server.stop();
  }

  private async start(): Promise<LLMock> {
    const { LLMock } = await import("@copilotkit/aimock");
    const server = new LLMock({ host: "127.0.0.1", port: 0, logLevel: "silent" });
    server.on({ endpoint: "chat" }, this.compose);
    await server.start();
    running += 1;
    return server;
  }
}
