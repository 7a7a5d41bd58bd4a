import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { Api } from "./address";
import { type Answer, type SentAnswer, sendAnswer } from "./answer";
import { localCertificate } from "./certificate";
import { type Clock, systemClock } from "./clock";
import type { Decision } from "./exchanges/exchange";
import type { ExchangeRecorder } from "./exchanges/exchangeLog";
import type { ExchangeRecord } from "./exchanges/exchangeRecord";
import type { Fault } from "./fault";
import { FaultQueue } from "./faultQueue";
import { answerForFault, breakConnection } from "./injectFault";
import { keepLatest } from "./keepLatest";
import { readBytes, startLoopbackServer } from "./loopbackServer";
import { headOf, type RecordedRequest, recordRequest } from "./recordedRequest";

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
  /** A script: each matching request consumes the first fault that is for it. A queue may be that of several servers. */
  faults?: readonly Fault[] | FaultQueue;
  clock?: Clock;
  /** How many of the last requests are kept; default: all of them. */
  mostRequests?: number;
  /** Writes down each request with its whole answer; nothing does unless given. */
  exchanges?: ExchangeRecorder;
}

/** A running server that records what it answers. */
export interface AnsweringServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` with TLS. */
  url: string;
  port: number;
  /** The certificate to trust, with TLS. */
  certificate?: string;
  /** Every request, or the last ones, in the order of arrival. */
  requests: RecordedRequest[];
  /** The faults that wait. */
  faults: FaultQueue;
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
  const { port = 0, tls = false, clock = systemClock, mostRequests, exchanges } = options;
  const requests: RecordedRequest[] = [];
  const faults = options.faults instanceof FaultQueue ? options.faults : new FaultQueue(options.faults);
  const nowMs = () => clock.nowMs();

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const head = headOf(request, url);
    const exchange = exchanges?.open(head, response, nowMs);
    const arrived = await readRequest(request, { url, head, atMs: nowMs() });
    exchange?.receive(arrived.bytes, head.headers["content-type"]);
    keepLatest(requests, arrived.recorded, mostRequests);
    await manners.pause?.();
    await respond(arrived, response, { answer, manners, faults, exchange });
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
    faults,
    enqueueFaults: (...more) => faults.enqueue(...more),
    close: () => server.close(),
  };
};

const readRequest = async (
  request: IncomingMessage,
  { url, head, atMs }: { url: URL; head: ReturnType<typeof headOf>; atMs: number },
): Promise<ArrivedRequest> => {
  const { headers } = request;
  const bytes = await readBytes(request, headers["content-length"]);
  return { recorded: recordRequest(head, bytes, atMs), url, headers, bytes };
};

/** What a request is answered with. */
interface Surroundings {
  answer: (request: ArrivedRequest) => Answer | Promise<Answer>;
  manners: ServerManners;
  faults: FaultQueue;
  exchange: ExchangeRecord | undefined;
}

/** Answers a request that was read, or spoils the answer by the fault that is for it. */
const respond = async (
  arrived: ArrivedRequest,
  response: ServerResponse,
  { answer, manners, faults, exchange }: Surroundings,
): Promise<void> => {
  const { recorded, url } = arrived;
  const taken = faults.take(recorded.method, recorded.path);
  const fault = taken?.kind === "pass" ? undefined : taken;
  const served = fault === undefined || fault.isServed === true ? await answer(arrived) : undefined;
  const given = fault === undefined ? served : answerForFault(fault, manners.api?.(url) ?? "azureDated");
  let sent: SentAnswer | undefined;
  if (given !== undefined) {
    recorded.status = given.status;
    sent = sendAnswer(response, manners.complete?.(given, arrived) ?? given);
  } else if (fault !== undefined) {
    sent = breakConnection(fault, response);
    recorded.status = sent?.status;
  }
  exchange?.answer(sent, fault === undefined ? decisionOf(given) : "fault", fault?.kind);
};

const decisionOf = (answer: Answer | undefined): Decision =>
  answer?.decidedBy ?? ((answer?.status ?? 0) < 400 ? "served" : "refused");
