import { readingOf } from "./codeValue";
import { parseReference } from "./references";
import type { TakenStep } from "./takenStep";

/** The variables that hold the results of steps. */
export class CodeNames {
  private readonly names = new Map<string, string>();

  constructor(steps: readonly TakenStep[]) {
    for (const { name } of steps) {
      const base = `${name
        .replaceAll(/\W+/g, "_")
        .replace(/^(?=[0-9])/, "_")
        .slice(0, 60)}Result`;
      const isTaken = [...this.names.values()].includes(base);
      this.names.set(name, isTaken ? `${base}${this.names.size + 1}` : base);
    }
  }

  of({ name }: TakenStep): string {
    return this.names.get(name) ?? "result";
  }

  /** The expression of a reference; undefined where no step has its name. */
  reading(reference: string, property = ""): string | undefined {
    const found = parseReference(reference);
    const variable = found && this.names.get(found.step);
    return variable && found ? `(${readingOf(`${variable}${property}`, found)})` : undefined;
  }
}

/** A name as a key that stays when the name changes. */
export const stableKey = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 60);
