import { existsSync, readdirSync, type Stats, statSync, unwatchFile, watchFile } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { bundlePath, loadComponent, type Operation, operationsOf } from "../../../platform/component";
import type { WorkbenchStatus } from "../../wire/workbenchStatus";
import { RequestError } from "../http/RequestError";
import { sentenceOf, tryBundle } from "./tryBundle";

/** The bundle as it was loaded last. */
interface Loaded {
  component: Component;
  operations: Operation[];
  loadedAtMs: number;
  /** Of all files beside it. */
  bytes: number;
}

const notBuilt = "There is no built component yet: run npm run build, then load it again.";

/** How often the disk is asked whether the bundle was built anew, in milliseconds. */
const watchedEveryMs = 1_000;

const builtAtMsOf = (path: string): number | undefined => statSync(path, { throwIfNoEntry: false })?.mtimeMs;

const bytesBeside = (path: string): number =>
  readdirSync(dirname(path), { withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((bytes, { name }) => bytes + statSync(join(dirname(path), name)).size, 0);

/** Has the next `require` read the files of a bundle again. */
const forget = (path: string): void => {
  const { cache } = createRequire(path);
  for (const file of Object.keys(cache)) if (dirname(file) === dirname(path)) delete cache[file];
};

/** The built component, loaded anew when asked to. */
export class LoadedComponent {
  private loaded: Loaded | undefined;
  private problem: string | undefined = notBuilt;
  /** When what was tried last was built. */
  private builtAtMs: number | undefined;
  private loading: Promise<void> | undefined;
  private stopWatching: () => void = () => undefined;

  constructor(private readonly path = bundlePath) {}

  /**
   * The component.
   * @throws RequestError while it is not built, or can't be loaded
   */
  get(): Loaded {
    if (!this.loaded) throw new RequestError(503, this.problem ?? notBuilt);
    return this.loaded;
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

  /** Loads what is built now. A former component stays where the new one can't be loaded, and `status` says why. */
  load(): Promise<void> {
    this.loading ??= this.loadNow().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  status(): Omit<WorkbenchStatus, "endpointUrl"> {
    const { component, operations, loadedAtMs, bytes } = this.loaded ?? {};
    const parts = [operations, component?.connections, Object.keys(component?.triggers ?? {})];
    return {
      ...(component &&
        loadedAtMs !== undefined &&
        bytes !== undefined && {
          component: {
            label: component.display.label,
            parts: parts.reduce((count, list) => count + (list?.length ?? 0), 0),
            ...{ loadedAtMs, bytes },
          },
        }),
      ...(this.problem !== undefined && { problem: this.problem }),
      // A build removes the former bundle first.
      isOutdated: this.loaded !== undefined && this.builtAtMs !== (builtAtMsOf(this.path) ?? this.builtAtMs),
    };
  }

  /**
   * Calls a function when there is another bundle. The first one is loaded by itself; a later one waits to be asked for,
   * so that no form changes while somebody fills it in.
   */
  watch(changed: () => void): void {
    const look = (now: Stats, former: Stats): void => {
      // A copy by a hard link changes the file's other times.
      if (now.mtimeMs === former.mtimeMs) return;
      if (this.loaded || !existsSync(this.path)) changed();
      else void this.load().then(changed);
    };
    watchFile(this.path, { interval: watchedEveryMs, persistent: false }, look);
    this.stopWatching = () => unwatchFile(this.path, look);
  }

  /** Watches no longer. */
  close(): void {
    this.stopWatching();
  }

  private async loadNow(): Promise<void> {
    do {
      this.builtAtMs = builtAtMsOf(this.path);
      this.problem = existsSync(this.path) ? await this.tryLoading() : notBuilt;
      // Whoever asks while one is being loaded means what has been built since.
    } while (this.builtAtMs !== (builtAtMsOf(this.path) ?? this.builtAtMs));
  }

  /** Loads what is built. Gives a sentence where that can't be done. */
  private async tryLoading(): Promise<string | undefined> {
    let wrong = await tryBundle(this.path);
    try {
      if (wrong === undefined) this.loadHere();
    } catch (error) {
      wrong = sentenceOf(error);
    }
    return (
      wrong && `The built component can't be loaded: ${wrong} Mend it, run npm run build, and load it again.`
    );
  }

  private loadHere(): void {
    forget(this.path);
    const component = { ...loadComponent(this.path) };
    const operations = operationsOf(component);
    this.loaded = { component, operations, loadedAtMs: Date.now(), bytes: bytesBeside(this.path) };
  }
}
