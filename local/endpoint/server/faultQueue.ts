import type { Fault } from "./fault";
import type { FieldRefusal } from "./fieldChecks";
import { readFault } from "./readFault";

/** A fault that waits for its requests, as plain data. */
export interface WaitingFault extends Record<string, unknown> {
  /** Names it for taking it back. */
  number: number;
  kind: Fault["kind"];
  /** How many requests it still spoils. */
  remaining: number;
  match?: {
    method?: string;
    /** Text that the path contains. */
    path?: string;
    /** Source of the pattern that the path matches, in place of a text. */
    pattern?: string;
  };
}

interface Waiting {
  number: number;
  fault: Fault;
  remaining: number;
}

/** As many faults wait at most that were set as data. */
const mostWaiting = 1000;

/** The script of faults: each matching request consumes the first that is for it. */
export class FaultQueue {
  private readonly waiting: Waiting[] = [];
  private lastNumber = 0;

  constructor(faults: readonly Fault[] = []) {
    this.enqueue(...faults);
  }

  enqueue(...faults: readonly Fault[]): void {
    for (const fault of faults)
      this.waiting.push({ number: ++this.lastNumber, fault, remaining: fault.times ?? 1 });
  }

  take(method: string, path: string): Fault | undefined {
    const index = this.waiting.findIndex(({ fault }) => matches(fault, method, path));
    const entry = this.waiting[index];
    if (entry === undefined) return undefined;
    entry.remaining -= 1;
    if (entry.remaining <= 0) this.waiting.splice(index, 1);
    return entry.fault;
  }

  /** Those that wait, in the order in which they are tried. */
  list(): WaitingFault[] {
    return this.waiting.map(show);
  }

  /** Enqueues a fault that came as JSON, or says what is wrong with it; the text of its path is contained in a path. */
  add(given: unknown): { fault: WaitingFault } | { refusals: FieldRefusal[] } {
    if (this.waiting.length >= mostWaiting) {
      const message = `At most ${mostWaiting} faults wait: take some back first.`;
      return { refusals: [{ field: "kind", message }] };
    }
    const read = readFault(given);
    if ("refusals" in read) return read;
    this.enqueue(read.fault);
    const added = this.waiting.at(-1);
    return added === undefined ? { refusals: [] } : { fault: show(added) };
  }

  /** Takes one back; false where none has this number any more. */
  remove(number: number): boolean {
    const index = this.waiting.findIndex((entry) => entry.number === number);
    if (index < 0) return false;
    this.waiting.splice(index, 1);
    return true;
  }

  /** Takes all of them back, and gives how many they were. */
  clear(): number {
    return this.waiting.splice(0).length;
  }
}

const show = ({ number, fault, remaining }: Waiting): WaitingFault => {
  const { match, times: _, ...facts } = fault;
  const { method, path } = match ?? {};
  const place = {
    ...(method === undefined ? {} : { method }),
    ...(typeof path === "string" ? { path } : {}),
    ...(path instanceof RegExp ? { pattern: path.source } : {}),
  };
  return { ...structuredClone(facts), number, remaining, ...(match === undefined ? {} : { match: place }) };
};

const matches = ({ match }: Fault, method: string, path: string): boolean => {
  if (match?.method !== undefined && match.method.toUpperCase() !== method) return false;
  if (match?.path === undefined) return true;
  return typeof match.path === "string" ? path.includes(match.path) : path.search(match.path) >= 0;
};
