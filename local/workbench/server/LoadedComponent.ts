import { createRequire } from "node:module";
import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { bundlePath, loadComponent, type Operation, operationsOf } from "../../platform/component";
import { RequestError } from "./http/RequestError";

/** The bundle as it was loaded last. */
interface Loaded {
  component: Component;
  operations: Operation[];
}

const sentenceOf = (error: unknown): string => {
  const message = error instanceof Error ? error.message : String(error);
  return error instanceof Error && error.name === "UsageError"
    ? message
    : `The built component can't be loaded: ${message} Mend it, build it, and load it again.`;
};

/** The built component. It is loaded at the first use, and anew when asked to. */
export class LoadedComponent {
  private loaded: Loaded | undefined;
  private problem: string | undefined;

  constructor(private readonly path = bundlePath) {
    this.load();
  }

  /**
   * The component.
   * @throws RequestError while it is not built, or can't be loaded
   */
  get(): Loaded {
    if (!this.loaded) throw new RequestError(503, this.problem ?? "There is no component.");
    return this.loaded;
  }

  /** Loads what is built now. A former component stays where the new one can't be loaded. */
  load(): string | undefined {
    try {
      const require = createRequire(this.path);
      delete require.cache[this.path];
      const component = { ...loadComponent(this.path) };
      this.loaded = { component, operations: operationsOf(component) };
      this.problem = undefined;
    } catch (error) {
      this.problem = sentenceOf(error);
    }
    return this.problem;
  }

  /**
   * An operation of the component.
   * @throws RequestError for an unknown one
   */
  operation(kind: Operation["kind"], key: string): Operation {
    const found = this.get().operations.find((one) => one.kind === kind && one.key === key);
    if (!found) throw new RequestError(404, `The component has no ${kind} "${key.slice(0, 100)}".`);
    return found;
  }
}
