import { gzipSync } from "node:zlib";
import type { ScriptedAnswer, ScriptedBehavior } from "./scriptedServer";
import type { TestClock } from "./testClock";

/** A chat completion that says `text`. */
export const chatAnswer = (text = "Hello"): ScriptedAnswer => ({
  body: {
    id: "chatcmpl-1",
    object: "chat.completion",
    created: 1_772_668_800,
    model: "gpt-5.4",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: text } }],
    usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
  },
});

/** An error of shape A. */
export const errorAnswer = (status: number, headers: Record<string, string> = {}): ScriptedAnswer => ({
  status,
  headers,
  body: { error: { message: `The service says ${status}`, type: "problem", param: null, code: null } },
});

const cutOff = '{"id":"chatcmpl-1","object":"chat.completion","choices":[{"index":0,"mess';

/** The connection is reset before a byte of an answer. */
export const resetConnection: ScriptedBehavior = (_request, response) => response.socket?.resetAndDestroy();

/** The connection is reset in the middle of the body. */
export const resetMidBody: ScriptedBehavior = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "4096" });
  response.write(cutOff, () => response.socket?.resetAndDestroy());
};

/** Fewer bytes than content-length promised, then an orderly end. */
export const truncatedBody: ScriptedBehavior = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "content-length": "4096" });
  response.write(cutOff, () => response.socket?.end());
};

/** A chunked body that ends without its last chunk. */
export const unfinishedChunks: ScriptedBehavior = (_request, response) => {
  response.writeHead(200, { "content-type": "application/json", "transfer-encoding": "chunked" });
  response.write(cutOff, () => response.socket?.end());
};

/** A complete HTTP answer whose JSON stops in the middle. */
export const truncatedJson: ScriptedAnswer = {
  headers: { "content-type": "application/json" },
  body: cutOff,
};

/** A body that says it is gzip and is cut off. */
export const brokenGzip: ScriptedAnswer = {
  headers: { "content-type": "application/json", "content-encoding": "gzip" },
  body: gzipSync(JSON.stringify(chatAnswer().body)).subarray(0, 40),
};

/** No answer: the attempt's time limit is reached, by hand of the test's clock. */
export const hangUntilTimeout =
  (clock: TestClock): ScriptedBehavior =>
  () =>
    clock.fireEarliestTimer();

/** A page, as a proxy or a portal answers. */
export const htmlPage = (status = 200): ScriptedAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: "<!DOCTYPE html><html><head><title>Sign in</title></head><body>Please sign in.</body></html>",
});
