import { type AddressInfo, createServer, type Socket } from "node:net";

/** A server that speaks bytes, for what is no HTTP or bends it. */
export interface RawServer {
  /** `http://127.0.0.1:PORT`. */
  url: string;
  port: number;
  /** How many connections are open. */
  readonly open: number;
  /** Settles when no connection is open any more. */
  closed(): Promise<void>;
  /** Stops listening and destroys every connection. */
  close(): Promise<void>;
}

/** Starts a server on loopback that tells of whatever arrives on a connection, and of nothing before. */
export const startRawServer = async (onData: (socket: Socket, data: Buffer) => void): Promise<RawServer> => {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("data", (data) => onData(socket, data));
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      sockets.delete(socket);
      server.emit("left");
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    get open() {
      return sockets.size;
    },
    closed: () =>
      new Promise((resolve) => {
        const look = (): void => {
          if (sockets.size === 0) resolve();
          else server.once("left", look);
        };
        look();
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
};
