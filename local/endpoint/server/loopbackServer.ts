import { createServer, type IncomingMessage, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo, Socket } from "node:net";
import type { Duplex } from "node:stream";
import type { ServerCertificate } from "./certificate";

/** A server on 127.0.0.1 that can be closed at once. */
interface LoopbackServer {
  port: number;
  /** Stops listening and destroys every open connection. */
  close(): Promise<void>;
}

/** How a loopback server is started. */
interface LoopbackServerOptions {
  /** Default 0: any free port. */
  port?: number;
  /** Serve TLS. */
  certificate?: ServerCertificate | undefined;
  /** Takes over the connection of a CONNECT request, and whatever was sent right behind it. */
  onConnect?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** An idle connection is kept for this long, in milliseconds. */
const mostIdleMs = 65_000;

/** Starts a server on loopback, over TLS when a certificate is given. */
export const startLoopbackServer = async (
  listener: RequestListener,
  { port = 0, certificate, onConnect }: LoopbackServerOptions = {},
): Promise<LoopbackServer> => {
  const server: Server =
    certificate === undefined
      ? createServer(listener)
      : createSecureServer({ key: certificate.privateKey, cert: certificate.certificate }, listener);
  // Node ends an idle connection after five seconds, in which a busy machine may leave a client that is about to use it.
  server.keepAliveTimeout = mostIdleMs;
  const sockets = new Set<Socket>();
  server.on("connection", (socket: Socket) => {
    sockets.add(socket);
    socket.once("close", () => sockets.delete(socket));
  });
  if (onConnect !== undefined) server.on("connect", onConnect);
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        // Node no longer counts connections that CONNECT took over among the server's.
        for (const socket of sockets) socket.destroy();
      }),
  };
};

/** Everything that a request or an answer carries, as bytes; a known length is filled in place, not joined. */
export const readBytes = async (
  stream: AsyncIterable<Uint8Array>,
  contentLength?: string | undefined,
): Promise<Buffer> => {
  if (contentLength !== undefined) {
    const bytes = Buffer.allocUnsafe(Number(contentLength));
    let length = 0;
    for await (const part of stream) {
      bytes.set(part, length);
      length += part.length;
    }
    return bytes.subarray(0, length);
  }
  const parts: Uint8Array[] = [];
  for await (const part of stream) parts.push(part);
  return Buffer.concat(parts);
};
