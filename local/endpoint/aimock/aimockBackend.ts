import type { LLMock } from "@copilotkit/aimock";

/** A function that makes aimock's answer to a request. */
export type ResponseFactory = Extract<Parameters<LLMock["on"]>[1], (request: never) => unknown>;

/** A request for aimock, its path in OpenAI's form (`/v1/...`). */
interface BackendRequest {
  method: string;
  path: string;
  contentType?: string | undefined;
  body?: Buffer;
}

/** What aimock answered. */
export interface BackendAnswer {
  status: number;
  contentType: string;
  body: Buffer;
}

/** aimock closes the connection in the middle of a body larger than this. */
const largestBodyBytes = 10 * 1024 * 1024;

const tooLarge: BackendAnswer = {
  status: 413,
  contentType: "application/json",
  body: Buffer.from(
    JSON.stringify({
      error: {
        message: "The local endpoint takes up to 10 MB in a request for a response or a fine-tuning job.",
        type: "invalid_request_error",
        param: null,
        code: "request_too_large",
      },
    }),
  ),
};

/** Number of backends in this process, which share aimock's stores of responses and jobs. */
let running = 0;

/** aimock, started when it is first needed: responses and fine-tuning alone need it. */
export class AimockBackend {
  private server: Promise<LLMock> | undefined;

  constructor(private readonly compose: ResponseFactory) {}

  async send({ method, path, contentType, body }: BackendRequest): Promise<BackendAnswer> {
    if ((body?.length ?? 0) > largestBodyBytes) return tooLarge;
    this.server ??= this.start();
    const { url } = await this.server;
    const response = await fetch(`${url}${path}`, {
      method,
      headers: contentType === undefined ? {} : { "content-type": contentType },
      ...(body === undefined || body.length === 0 ? {} : { body: new Uint8Array(body) }),
    });
    return {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "application/json",
      body: Buffer.from(await response.arrayBuffer()),
    };
  }

  /** Stops aimock, if it was started; the last backend empties the stores. */
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
