import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import type { TLSSocket } from "node:tls";
import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import { clock } from "../clock";
import { agentFor, freshAgentFor, proxyFor } from "../network/agents";
import { isStream } from "../network/body";
import type { AttemptTime } from "./AttemptTime";
import { AttemptFailure } from "./attemptFailure";
import { type AnswerTaker, BodyReading } from "./BodyReading";
import { wireHeaders, wirePath } from "./wireRequest";

/** One request, and how it is sent. */
interface Sending {
  call: Call;
  /** Holds the kept connections; false for a connection of its own. */
  agent: http.Agent | false;
  time: AttemptTime;
}

/**
 * A server that closes a kept connection does so on its own account: the news of it meets the request within a
 * round trip. What breaks later broke while the server had the request.
 */
const staleWithinMs = 500;

/** Azure's gateways and some proxies send more than Node's 16 kB. */
const mostHeaderBytes = 65_536;

/** The agent of an attempt. A request that creates something never meets a stale connection: it is never sent twice. */
const chooseAgent = async ({ request: { url }, isRepeatable }: Call): Promise<http.Agent | false> => {
  try {
    return await (isRepeatable ? agentFor(url) : freshAgentFor(url));
  } catch {
    throw new AttemptFailure({ type: "network", code: "PROXY_ADDRESS", phase: "connect", detail: "" });
  }
};

const isReady = (socket: Socket, isTls: boolean): boolean =>
  isTls ? (socket as TLSSocket).authorized : !socket.connecting;

/** A request on its way, until its answer is there or it failed. */
class Exchange implements AnswerTaker {
  private readonly request: http.ClientRequest;
  private readonly isTls: boolean;
  private readonly sentAtMs = clock.now();
  private hasAnswer = false;
  private isConnected = false;
  isOver = false;
  private bytesReadBefore = 0;

  constructor(
    private readonly sending: Sending,
    private readonly resolve: (answer: WireResponse | Promise<WireResponse>) => void,
    private readonly reject: (error: unknown) => void,
  ) {
    const { call, agent } = sending;
    const { method, url } = call.request;
    this.isTls = url.protocol === "https:";
    this.request = (this.isTls ? https : http).request({
      method,
      headers: wireHeaders(call),
      host: url.hostname.replace(/^\[|\]$/g, ""),
      port: url.port || (this.isTls ? 443 : 80),
      path: wirePath(call),
      agent,
      maxHeaderSize: mostHeaderBytes,
    });
  }

  start(): void {
    const { request } = this;
    const { body } = this.sending.call.request;
    this.sending.time.whenOver((failure) => this.fail(failure));
    request.on("socket", (socket) => this.watch(socket));
    // A proxy that refuses to connect answers in the service's place otherwise.
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) this.failNetwork({ code: `PROXY_STATUS_${statusCode}`, message: "" });
    });
    request.on("error", (error) => this.breakOff(error));
    request.on("close", () => this.breakOff(new Error("the connection was closed")));
    request.on("upgrade", ({ headers }: http.IncomingMessage) => this.failUpgrade(headers));
    request.on("response", (message) => this.receive(message));
    if (isStream(body)) pipeline(body.open(), request, () => {});
    else request.end(body);
  }

  private watch(socket: Socket): void {
    this.bytesReadBefore = socket.bytesRead;
    this.isConnected = this.request.reusedSocket || isReady(socket, this.isTls);
    if (!this.isConnected)
      socket.once(this.isTls ? "secureConnect" : "connect", () => {
        this.isConnected = true;
      });
  }

  /** The answer is there: a body that is still on its way will not be read by anyone. */
  finish(answer: WireResponse): void {
    if (this.isOver) return;
    this.isOver = true;
    if (!this.request.writableFinished) this.request.destroy();
    this.resolve(answer);
  }

  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.request.destroy();
    this.reject(error);
  }

  failNetwork({ code = "ECONNRESET", message }: Partial<NodeJS.ErrnoException>): void {
    const proxy = proxyFor(this.sending.call.request.url)?.host;
    const phase = this.isConnected ? "exchange" : "connect";
    const detail = message ?? "";
    this.fail(new AttemptFailure({ type: "network", code, phase, detail, ...(proxy && { proxy }) }));
  }

  private failUpgrade(headers: http.IncomingHttpHeaders): void {
    this.fail(new AttemptFailure({ type: "notAnAnswer", reason: "upgrade", status: 101, headers }));
  }

  /** A server that refuses an upload answers and hangs up: its answer is what counts, and ends by itself. */
  private breakOff(error: NodeJS.ErrnoException): void {
    if (this.hasAnswer || this.isOver) return;
    if (!this.isStale()) {
      this.failNetwork(error);
      return;
    }
    this.isOver = true;
    const fresh = Promise.resolve(freshAgentFor(this.sending.call.request.url));
    this.resolve(fresh.then((agent) => sendBy({ ...this.sending, agent })));
  }

  /** The server closed a kept connection in the moment it was used again: no attempt was made. */
  private isStale(): boolean {
    const { reusedSocket, socket } = this.request;
    return (
      reusedSocket &&
      (socket?.bytesRead ?? 0) === this.bytesReadBefore &&
      clock.now() - this.sentAtMs <= staleWithinMs
    );
  }

  private receive(message: http.IncomingMessage): void {
    this.hasAnswer = true;
    const { headers, statusCode } = message;
    // Without the header that belongs to it, Node takes it for an answer.
    if (statusCode === 101) {
      this.failUpgrade(headers);
      return;
    }
    new BodyReading(message, this.sending.call.request, this).start();
  }
}

const sendBy = (sending: Sending): Promise<WireResponse> =>
  new Promise((resolve, reject) => new Exchange(sending, resolve, reject).start());

/**
 * Sends a request and reads its answer, packed as it came, up to the bound of its kind. A kept connection that the
 * server had closed is replaced by a fresh one, within the same time.
 * @throws AttemptFailure when no answer comes, or one that is too large; what a receiver throws.
 */
export const exchange = async (call: Call, time: AttemptTime): Promise<WireResponse> =>
  sendBy({ call, agent: await chooseAgent(call), time });
