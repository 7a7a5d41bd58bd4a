import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Lends the URL of a server in another process that answers at once, and ends that process afterwards. */
export const withInstantServer = async <Result>(use: (url: string) => Promise<Result>): Promise<Result> => {
  const server = fork(path.join(__dirname, "instantServer.ts"), { execArgv: process.execArgv });
  const [port] = await once(server, "message");
  try {
    return await use(`http://127.0.0.1:${port}/openai/v1`);
  } finally {
    server.disconnect();
  }
};
