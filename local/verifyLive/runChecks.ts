import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { operationsOf } from "../platform/component";
import type { EnteredConnection } from "../platform/connection";
import { runStep } from "../platform/runStep";
import { silentLogger } from "../platform/silentLogger";
import type { Finding, Given, LiveTools } from "./liveCheck";
import type { Means, PlannedCheck } from "./plan";

/** A check that was run, or passed over. */
interface CheckResult {
  name: string;
  question: string;
  finding: Finding | { verdict: "passed over"; seen: string };
}

/** What was found, and what could not be undone. */
export interface LiveResult {
  checks: CheckResult[];
  left: string[];
}

/** What checks run with. */
interface LiveSurroundings {
  component: Component;
  connection: EnteredConnection;
  means: Means;
  /** Ends the checks; what they made is deleted all the same. */
  signal: AbortSignal;
  /** Told before each check, and before each thing is undone. */
  tell(line: string): void;
}

interface Undo {
  what: string;
  action: string;
  inputs: Record<string, unknown>;
}

/** A check waits a minute for an answer, and two minutes in all. */
const limits = { timeout: "60000", totalTimeout: "120000", maxRetries: "2" };

const factsOf = (error: unknown): NonNullable<Given["error"]> => {
  const { message, status, code } = Object(error) as { message?: string; status?: unknown; code?: unknown };
  return {
    message: String(message ?? error),
    ...(typeof status === "number" && { status }),
    ...(typeof code === "string" && { code }),
  };
};

/** Runs an action as the platform does, and gives what came of it. */
const actionRunner =
  ({ component, connection }: LiveSurroundings) =>
  async (key: string, inputs: Record<string, unknown>): Promise<Given> => {
    const operation = operationsOf(component).find((each) => each.kind === "action" && each.key === key);
    if (!operation) throw new Error(`There is no action ${key}.`);
    const hasOptions = operation.inputs.some((input) => input.key === "requestOptions");
    const entered = { ...inputs, ...(hasOptions && { requestOptions: limits }) };
    try {
      const step = { operation, entered, connections: { connection } };
      return { data: (await runStep(component, step, { logger: silentLogger })).value };
    } catch (error) {
      return { error: factsOf(error) };
    }
  };

const undoAll = async (
  undos: readonly Undo[],
  act: ReturnType<typeof actionRunner>,
  tell: LiveSurroundings["tell"],
): Promise<string[]> => {
  const left: string[] = [];
  for (const { what, action, inputs } of undos.toReversed()) {
    tell(`Deleting ${what}`);
    const { error } = await act(action, inputs);
    // What is gone, or has ended by itself, leaves nothing behind.
    if (error && ![404, 400, 409].includes(error.status ?? 0)) left.push(`${what}: ${error.message}`);
  }
  return left;
};

/**
 * Runs checks one after the other and then deletes what they made, also where one failed or the signal ended them. A
 * connection that does not work ends them.
 */
export const runChecks = async (
  plan: readonly PlannedCheck[],
  surroundings: LiveSurroundings,
): Promise<LiveResult> => {
  const { means, signal, tell } = surroundings;
  const act = actionRunner(surroundings);
  const undos: Undo[] = [];
  const tools: LiveTools = {
    // A call under way is not cut off: what it makes would be left behind, its id unknown.
    act: async (key, inputs) => {
      if (signal.aborted) throw new Error("interrupted");
      return act(key, inputs);
    },
    undo: (what, action, inputs) => void undos.push({ what, action, inputs }),
    model: (use) => means.models[use],
  };
  const checks: CheckResult[] = [];
  for (const { check, missing } of plan) {
    const { name, question } = check;
    const isBroken = checks[0]?.finding.verdict === "differs" && checks[0].name === "connection";
    const reason = signal.aborted ? "interrupted" : isBroken ? "the connection does not work" : missing;
    if (reason !== undefined) {
      checks.push({ name, question, finding: { verdict: "passed over", seen: reason } });
      continue;
    }
    tell(`Asking ${name}`);
    const finding = await check
      .run(tools)
      .catch((error: unknown): Finding => ({ verdict: "unclear", seen: factsOf(error).message }));
    checks.push({
      name,
      question,
      finding: signal.aborted ? { verdict: "unclear", seen: "interrupted" } : finding,
    });
  }
  return { checks, left: await undoAll(undos, act, tell) };
};
