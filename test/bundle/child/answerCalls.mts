import { createRequire } from "node:module";
import process from "node:process";

/*
 * Runs beside a copy of the bundle and nothing else: calls the functions of its parts as the platform does.
 * Each message asks for a call; the answer bears its number.
 */

interface Call {
  id: number;
  kind: "actions" | "dataSources" | "triggers";
  key: string;
  method: string;
  context?: object;
  args: unknown[];
}

/** A wait of the bundle takes so much less time than it asks for. */
const hurry = 40;
const { setTimeout: laterOn } = globalThis;
// Waits hand over a function that takes an argument, which timers give none; limits stay as long as they are.
globalThis.setTimeout = new Proxy(laterOn, {
  apply: (target, self, [callback, delayMs, ...rest]) => {
    const isWait = callback.length === 1 && rest.length === 0;
    return Reflect.apply(target, self, [callback, isWait ? delayMs / hurry : delayMs, ...rest]);
  },
});

type Functions = Record<string, Record<string, (...values: unknown[]) => Promise<unknown>>>;

const require = createRequire(import.meta.url);
const component: Record<string, Functions> = require("./index.js").default;
/** Whatever it is told, it says nothing. */
const logger = new Proxy({}, { get: () => () => undefined });

const answer = async ({ kind, key, method, context: given, args }: Call) => {
  const context = { instanceState: {}, crossFlowState: {}, executionState: {}, ...given, logger };
  try {
    const result = await component[kind]?.[key]?.[method]?.(context, ...args);
    return { result, instanceState: context.instanceState };
  } catch (error) {
    return { error: (error as Error).message };
  }
};

process.on("message", async (call: Call) => process.send?.({ id: call.id, ...(await answer(call)) }));
