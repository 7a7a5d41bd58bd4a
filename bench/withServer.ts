import { fork } from "node:child_process";
import { once } from "node:events";
import path from "node:path";

/** Lends the URL of a server of this folder, run in a process of its own, and ends that process afterwards. */
export const withServer = async <Result>(
  name: "instantServer" | "batchServer" | "bombServer",
  use: (url: string) => Promise<Result>,
  environment: Readonly<Record<string, string>> = {},
): Promise<Result> => {
  const server = fork(path.join(__dirname, `${name}.ts`), {
    execArgv: process.execArgv,
    env: { ...process.env, ...environment },
  });
  const [port] = await once(server, "message");
  try {
    return await use(`http://127.0.0.1:${port}/openai/v1`);
  } finally {
    server.disconnect();
  }
};
