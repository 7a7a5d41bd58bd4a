import http from "node:http";
import https from "node:https";
import type { Socket } from "node:net";
import { pipeline } from "node:stream";
import type { TLSSocket } from "node:tls";
import { joinEventStream } from "../answer/eventStream";
import type { WireResponse } from "../answer/wireResponse";
import type { Call } from "../call";
import { clock } from "../clock";
import { agentFor, freshAgentFor, proxyFor } from "../network/agents";
import { isStream } from "../network/body";
import type { AttemptTime } from "./AttemptTime";
import { AttemptFailure, unconnected } from "./attemptFailure";
import { type AnswerTaker, BodyReading } from "./BodyReading";
import { wireHeaders, wirePath } from "./wireRequest";

/** A request and its agent. */
interface Sending {
  call: Call;
  /** The agent with kept connections; false for a new connection. */
  agent: http.Agent | false;
  time: AttemptTime;
}

/**
 * A request on a kept connection that fails within this time, in milliseconds, met a connection that the server had
 * closed already: the news takes one round trip. A later failure came while the server had the request.
 */
const staleWithinMs = 500;

/** Azure's gateways and some proxies send more than Node's 16 kB. */
const mostHeaderBytes = 65_536;

/**
 * Chooses the agent of an attempt. A request that creates something gets a new connection: a kept one may be closed,
 * and the request can't be sent twice.
 */
const chooseAgent = async ({ request, step }: Call, isKept: boolean): Promise<http.Agent | false> => {
  try {
    return await (isKept ? agentFor : freshAgentFor)(request.url, step.endpoint.tunnel);
  } catch {
    throw new AttemptFailure({ type: "network", code: "PROXY_ADDRESS", phase: "connect", detail: "" });
  }
};

const isReady = (socket: Socket, isTls: boolean): boolean =>
  isTls ? (socket as TLSSocket).authorized : !socket.connecting;

/** One request, until it has an answer or failed. */
class Exchange implements AnswerTaker {
  private readonly request: http.ClientRequest;
  private readonly isTls: boolean;
  private readonly sentAtMs = clock.now();
  private hasAnswer = false;
  private isConnected = false;
  isOver = false;
  private bytesReadBefore = 0;
  private reading: BodyReading | undefined;

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
    this.sending.time.whenOver((failure) => {
      if (!this.reading?.endStream()) this.fail(this.isConnected ? failure : unconnected(failure));
    });
    request.on("socket", (socket) => this.watch(socket));
    // Without this, a proxy's refusal to connect would be read as the service's answer.
    request.on("proxyConnect", ({ statusCode }: { statusCode: number }) => {
      if (statusCode !== 200) this.failNetwork({ code: `PROXY_STATUS_${statusCode}`, message: "" });
    });
    request.on("error", (error) => this.breakOff(error));
    request.on("close", () => this.breakOff({ message: "the connection was closed" }));
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

  /**
   * Ends the exchange with its answer. A request that is still being sent is ended as well: nobody would read the
   * rest. Over TLS a quick answer comes before the news that all was sent, which comes in the same turn of the event
   * loop; only then is the connection free for the next request.
   */
  finish(answer: WireResponse): void {
    if (this.isOver) return;
    this.isOver = true;
    const end = (): void => {
      if (!this.request.writableFinished) this.request.destroy();
      this.resolve(answer);
    };
    if (this.request.writableFinished) end();
    else setImmediate(end);
  }

  fail(error: unknown): void {
    if (this.isOver) return;
    this.isOver = true;
    this.keepPart();
    this.request.destroy();
    this.reject(error);
  }

  /** Keeps the text of a stream that breaks off. */
  private keepPart(): void {
    const { call } = this.sending;
    const stream = call.request.isStreamed && this.reading && joinEventStream(this.reading.bytes());
    if (stream && "partialText" in stream) call.partialText = stream.partialText;
  }

  failNetwork({ code = "ECONNRESET", message: detail = "" }: Partial<NodeJS.ErrnoException>): void {
    const { request, step } = this.sending.call;
    const proxy = step.endpoint.tunnel ? undefined : proxyFor(request.url)?.host;
    const phase = this.isConnected ? "exchange" : "connect";
    this.fail(new AttemptFailure({ type: "network", code, phase, detail, ...(proxy && { proxy }) }));
  }

  private failUpgrade(headers: http.IncomingHttpHeaders): void {
    this.fail(new AttemptFailure({ type: "notAnAnswer", reason: "upgrade", status: 101, headers }));
  }

  /**
   * Handles a broken connection. A server that refuses an upload answers and closes: then the answer counts, and ends
   * by itself.
   */
  private breakOff(error: Partial<NodeJS.ErrnoException>): void {
    if (this.hasAnswer || this.isOver) return;
    if (!this.isStale()) {
      this.failNetwork(error);
      return;
    }
    this.isOver = true;
    const { call } = this.sending;
    // It may have read the request for all that.
    call.mayBeDone = true;
    this.resolve(chooseAgent(call, false).then((agent) => sendBy({ ...this.sending, agent })));
  }

  /** True when the server had closed a kept connection before the request arrived: no attempt was made. */
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
    // Without the header Upgrade, Node reads a 101 as an answer.
    if (statusCode === 101) {
      this.failUpgrade(headers);
      return;
    }
    const { call, time } = this.sending;
    if (call.request.isStreamed) message.on("data", () => time.restart());
    this.reading = new BodyReading(message, call.request, this);
    this.reading.start();
  }
}

const sendBy = (sending: Sending): Promise<WireResponse> =>
  new Promise((resolve, reject) => new Exchange(sending, resolve, reject).start());

/**
 * Sends a request and reads the answer, still packed, up to the bound of its kind. Where the server had closed a kept
 * connection, the request is sent on a new one within the same time.
 * @throws AttemptFailure when there is no answer, or it is too large; what a receiver throws.
 */
export const exchange = async (call: Call, time: AttemptTime): Promise<WireResponse> =>
  sendBy({ call, agent: await chooseAgent(call, call.isRepeatable), time });
