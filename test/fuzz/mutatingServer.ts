import { request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { request as httpsRequest } from "node:https";
import { localCertificate } from "../../local/endpoint/server/certificate";
import { readBytes, startLoopbackServer } from "../../local/endpoint/server/loopbackServer";
import { strangeAnswer, type WireAnswer } from "./strangeAnswer";
import type { Random } from "./strangeValues";

/** A server that hands requests on to a real endpoint and makes its answers strange. */
export interface MutatingServer {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` in front of an endpoint with TLS. */
  url: string;
  /** Draws what becomes of the answers from now on; undefined leaves them as they are. */
  random: Random | undefined;
  /** Which endpoint requests are handed on to. */
  target: string;
  /** Servers whose addresses stand in the answers in place of those behind them; at first, none but this one. */
  others: MutatingServer[];
  close(): Promise<void>;
}

const hopByHop = new Set(["connection", "keep-alive", "transfer-encoding", "content-length"]);

const forward = (target: URL, message: IncomingMessage, body: Buffer): Promise<WireAnswer> =>
  new Promise((resolve, reject) => {
    const request = target.protocol === "https:" ? httpsRequest : httpRequest;
    const onward = request(
      new URL(message.url ?? "/", target),
      { method: message.method, headers: { ...message.headers, host: target.host, "accept-encoding": "" } },
      (answer) => {
        readBytes(answer).then((bytes) => {
          const headers = Object.entries(answer.headers).flatMap(([name, value]) =>
            hopByHop.has(name) ? [] : [[name, String(value)] as const],
          );
          resolve({
            status: answer.statusCode ?? 500,
            headers: Object.fromEntries(headers),
            body: Buffer.from(bytes),
          });
        }, reject);
      },
    );
    onward.on("error", reject);
    onward.end(body);
  });

const send = (response: ServerResponse, { status, headers, body }: WireAnswer): void => {
  response.writeHead(status, { ...headers, "content-length": String(body.length) });
  response.end(body);
};

/** The answer with the addresses of the endpoints replaced by those of the servers in front of them. */
const readdressed = (answer: WireAnswer, servers: readonly MutatingServer[]): WireAnswer => {
  const inFront = (text: string): string =>
    servers.reduce((changed, { target, url }) => changed.replaceAll(new URL(target).origin, url), text);
  const headers = Object.entries(answer.headers).map(([name, value]) => [name, inFront(value)] as const);
  const isNamed = servers.some(({ target }) => answer.body.includes(new URL(target).origin));
  const body = isNamed ? Buffer.from(inFront(answer.body.toString("utf8"))) : answer.body;
  return { ...answer, headers: Object.fromEntries(headers), body };
};

/** Starts a mutating server in front of an endpoint; every second answer is made strange. */
export const startMutatingServer = async (endpointUrl: string): Promise<MutatingServer> => {
  const isTls = endpointUrl.startsWith("https:");
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = Buffer.from(await readBytes(message));
    const { random, target, others } = server;
    const real = readdressed(await forward(new URL(target), message, body), others);
    send(response, random && random() < 0.5 ? strangeAnswer(real, random) : real);
  };
  const listening = await startLoopbackServer(
    (message, response) => void answer(message, response).catch(() => response.destroy()),
    { certificate: isTls ? await localCertificate() : undefined },
  );
  const server: MutatingServer = {
    url: `${isTls ? "https://localhost" : "http://127.0.0.1"}:${listening.port}`,
    random: undefined,
    target: endpointUrl,
    others: [],
    close: () => listening.close(),
  };
  server.others.push(server);
  return server;
};
