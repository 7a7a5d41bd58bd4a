import { fork } from "node:child_process";
import { once } from "node:events";
import { copyFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { CallPart, PartOutcome } from "../cases/partCalls";
import { bareEnvironment, copyBundle } from "./builtBundle";

/** A process that has the bundle and Node, and trusts a certificate. */
export interface BundleProcess {
  /** Calls a part of the bundle. */
  call: CallPart;
  close(): Promise<void>;
}

interface Answer extends Partial<PartOutcome> {
  id: number;
  error?: string;
}

/** Starts a process beside a copy of the bundle; it fails its calls when it ends by itself. */
export const startBundleProcess = (certificate: string): BundleProcess => {
  const copy = copyBundle();
  const trusted = path.join(copy.folder, "certificate.pem");
  const script = path.join(copy.folder, "answerCalls.mts");
  writeFileSync(trusted, certificate);
  copyFileSync(path.join(__dirname, "child", "answerCalls.mts"), script);
  const child = fork(script, [], {
    cwd: copy.folder,
    env: { ...bareEnvironment(), NODE_EXTRA_CA_CERTS: trusted },
    execArgv: ["--no-warnings"],
    // Bytes arrive as bytes.
    serialization: "advanced",
  });
  const waiting = new Map<number, (answer: Answer) => void>();
  child.on("message", (answer: Answer) => {
    waiting.get(answer.id)?.(answer);
    waiting.delete(answer.id);
  });
  child.on("exit", (code) => {
    for (const [id, end] of waiting) end({ id, error: `The process ended with ${code}.` });
  });
  let calls = 0;
  return {
    call: async (call) => {
      calls += 1;
      const id = calls;
      const answered = new Promise<Answer>((resolve) => waiting.set(id, resolve));
      child.send({ id, ...call });
      const { result, instanceState = {}, error } = await answered;
      if (error !== undefined) throw new Error(error);
      return { result, instanceState };
    },
    close: async () => {
      const ended = once(child, "exit");
      child.disconnect();
      await ended;
      copy.close();
    },
  };
};
