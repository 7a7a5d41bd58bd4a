import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
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

/** Starts a server on loopback that records each request and answers it by a function. */
export const startAnsweringServer = async (
  answer: (request: ArrivedRequest) => Answer | Promise<Answer>,
  options: AnsweringServerOptions = {},
): Promise<AnsweringServer> => {
  const { port = 0, tls = false, clock = systemClock } = options;
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  faults.enqueue(...(options.faults ?? []));

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const bytes = await readBytes(request, request.headers["content-length"]);
    const recorded = recordRequest(request, url, bytes, clock.nowMs());
    requests.push(recorded);
    const fault = faults.take(recorded.method, recorded.path);
    const isFaulty = fault !== undefined && fault.kind !== "pass";
    const given = isFaulty
      ? answerForFault(fault, "azureDated")
      : await answer({ recorded, url, headers: request.headers, bytes });
    if (given !== undefined) {
      recorded.status = given.status;
      sendAnswer(response, given);
    } else if (isFaulty) {
      recorded.status = breakConnection(fault, response);
    }
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
