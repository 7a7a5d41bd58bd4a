import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** What the platform's on-premises agent opens on the runner: bytes go on to the service, whatever they say. */
export interface TestTunnel {
  host: string;
  port: number;
  /** How many connections came in. */
  readonly connections: number;
  close(): Promise<void>;
}

/** Starts a tunnel to a port of this machine; to port 0, one that closes every connection, as without an agent. */
export const startTunnel = async (toPort: number): Promise<TestTunnel> => {
  const sockets = new Set<Socket>();
  const kept = (socket: Socket): Socket => {
    sockets.add(socket);
    return socket.on("close", () => sockets.delete(socket)).on("error", () => socket.destroy());
  };
  let connections = 0;
  const server = createServer((near) => {
    connections += 1;
    kept(near);
    if (toPort === 0) {
      near.destroy();
      return;
    }
    const far = kept(connect(toPort, "127.0.0.1"));
    near.pipe(far).pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    host: "127.0.0.1",
    port: (server.address() as AddressInfo).port,
    get connections() {
      return connections;
    },
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
};
