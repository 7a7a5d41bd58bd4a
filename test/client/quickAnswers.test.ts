import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { localCertificate, type ServerCertificate } from "../../local/endpoint/server/certificate";
import { chatAnswer } from "../support/answers";
import { keyConnection, run } from "../support/connector";
import { shareStarted, useLocalTrust } from "../support/hooks";

/** Answers at once, in a thread of its own: while the caller waits for nothing, it can be answered. */
const serve = `
const { createServer } = require("node:https");
const { parentPort, workerData } = require("node:worker_threads");
const { key, cert, answer } = workerData;
let connections = 0;
const server = createServer({ key, cert }, (request, response) => {
  request.resume().once("end", () => response.setHeader("content-type", "application/json").end(answer));
});
server.on("secureConnection", () => (connections += 1));
parentPort.on("message", () => parentPort.postMessage(connections));
server.listen(0, "127.0.0.1", () => parentPort.postMessage(server.address().port));
`;

const startThread = async () => {
  const { privateKey, certificate }: ServerCertificate = await localCertificate();
  const workerData = { key: privateKey, cert: certificate, answer: JSON.stringify(chatAnswer().body) };
  const thread = new Worker(serve, { eval: true, workerData });
  const told = (): Promise<number> => new Promise((resolve) => thread.once("message", resolve));
  const port = await told();
  return {
    url: `https://localhost:${port}`,
    connections: () => {
      const answer = told();
      thread.postMessage("connections");
      return answer;
    },
    close: () => thread.terminate(),
  };
};

useLocalTrust();
const server = shareStarted(startThread);

/** Stops this thread where a request was written, until its answer is there. */
const stopUntilAnswered = () => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
};

it("an answer that comes before the news that its request was sent leaves the connection open", async () => {
  const chat = () =>
    run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" });
  await chat();
  subscribe("http.client.request.start", stopUntilAnswered);
  try {
    for (let call = 0; call < 5; call += 1) {
      // What is written in this part of a turn of the event loop is told as sent in the same part of the next.
      await nextTurn();
      expect(await chat()).toMatchObject({ data: { output_text: "Hello" } });
    }
  } finally {
    unsubscribe("http.client.request.start", stopUntilAnswered);
  }
  expect(await server.connections()).toBe(1);
});
