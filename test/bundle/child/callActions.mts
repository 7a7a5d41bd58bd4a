import { createRequire } from "node:module";
import { text } from "node:stream/consumers";

/*
 * Runs beside a copy of the bundle and nothing else: calls actions as the platform does, one after another.
 * Standard input is a JSON list of calls; standard output is a JSON list of what became of them.
 */

interface Call {
  action: string;
  params: Record<string, unknown>;
}

type Perform = (context: object, params: object) => Promise<unknown>;

const require = createRequire(import.meta.url);
const component: { actions: Record<string, { perform: Perform }> } = require("./index.js").default;
/** Whatever it is told, it says nothing. */
const logger = new Proxy({}, { get: () => () => undefined });

const calls: Call[] = JSON.parse(await text(process.stdin));
const outcomes: unknown[] = [];
for (const { action, params } of calls) {
  const perform = component.actions[action]?.perform;
  try {
    outcomes.push(await perform?.({ logger }, params));
  } catch (error) {
    outcomes.push({ error: (error as Error).message });
  }
}
process.stdout.write(JSON.stringify(outcomes));
