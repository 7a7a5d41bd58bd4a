import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "./address";
import { type Answer, sendAnswer } from "./answer";
import { localCertificate } from "./certificate";
import { type Clock, systemClock } from "./clock";
import { type Fault, FaultQueue } from "./faults";
import { answerForFault, breakConnection } from "./injectFault";
import { readBytes, startLoopbackServer } from "./loopbackServer";
import { type RecordedRequest, recordRequest } from "./recordedRequest";

/** A request whose body has been read. */
export interface ArrivedRequest {
  recorded: RecordedRequest;
  url: URL;
  headers: IncomingHttpHeaders;
  bytes: Buffer;
}

/** How a server that answers by a function is started. */
export interface AnsweringServerOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Serve https with the local certificate. */
  tls?: boolean;
  /** A script: each matching request consumes the first fault that is for it. */
  faults?: readonly Fault[];
  clock?: Clock;
}

/** A running server that records what it answers. */
export interface AnsweringServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` with TLS. */
  url: string;
  port: number;
  /** The certificate to trust, with TLS. */
  certificate?: string;
  /** Every request, in the order of arrival. */
  requests: RecordedRequest[];
  enqueueFaults(...faults: Fault[]): void;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
}

/** What is special about how a server answers; nothing unless given. */
export interface ServerManners {
  /** Whose words a scripted fault is told in; default: Azure's. */
  api?: (url: URL) => Api;
  /** Waits before each answer, and before each fault. */
  pause?: () => Promise<void>;
  /** Adds to each answer what all of them have. */
  complete?: (answer: Answer, request: ArrivedRequest) => Answer;
}

/** Starts a server on loopback that records each request and answers it by a function. */
export const startAnsweringServer = async (
  answer: (request: ArrivedRequest) => Answer | Promise<Answer>,
  options: AnsweringServerOptions = {},
  manners: ServerManners = {},
): Promise<AnsweringServer> => {
  const { port = 0, tls = false, clock = systemClock } = options;
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  faults.enqueue(...(options.faults ?? []));

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const arrived = await readRequest(request, clock.nowMs());
    const { recorded, url } = arrived;
    requests.push(recorded);
    await manners.pause?.();
    const fault = faults.take(recorded.method, recorded.path);
    const isFaulty = fault !== undefined && fault.kind !== "pass";
    const isServed = !isFaulty || fault.isServed === true;
    const served = isServed ? await answer(arrived) : undefined;
    const given = isFaulty ? answerForFault(fault, manners.api?.(url) ?? "azureDated") : served;
    if (given !== undefined) {
      recorded.status = given.status;
      sendAnswer(response, manners.complete?.(given, arrived) ?? given);
    } else if (isFaulty) recorded.status = breakConnection(fault, response);
  };

  const certificate = tls ? await localCertificate() : undefined;
  const server = await startLoopbackServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
    { port, certificate },
  );
  return {
    url: certificate === undefined ? `http://127.0.0.1:${server.port}` : `https://localhost:${server.port}`,
    port: server.port,
    ...(certificate === undefined ? {} : { certificate: certificate.certificate }),
    requests,
    enqueueFaults: (...more) => faults.enqueue(...more),
    close: () => server.close(),
  };
};

const readRequest = async (request: IncomingMessage, atMs: number): Promise<ArrivedRequest> => {
  const { headers } = request;
  const url = new URL(request.url ?? "/", "http://localhost");
  const bytes = await readBytes(request, headers["content-length"]);
  return { recorded: recordRequest(request, url, bytes, atMs), url, headers, bytes };
};
