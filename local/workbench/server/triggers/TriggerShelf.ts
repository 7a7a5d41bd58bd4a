import { DeployedTrigger } from "./DeployedTrigger";
import type { TriggerSurroundings } from "./TriggerSurroundings";
import { triggerPart } from "./triggerPart";

/** The triggers of a session, each with its flow. */
export class TriggerShelf {
  private readonly triggers = new Map<string, DeployedTrigger>();

  /**
   * A trigger by its key.
   * @throws RequestError for an unknown one
   */
  get(workbench: TriggerSurroundings, key: string): DeployedTrigger {
    triggerPart(workbench.component.get().component, key);
    const found = this.triggers.get(key) ?? new DeployedTrigger(key, workbench);
    this.triggers.set(key, found);
    return found;
  }

  /** What a trigger handed to its flow last, as steps refer to it; undefined where it handed over nothing. */
  resultOf(key: string): { value: unknown } | undefined {
    const run = this.triggers.get(key)?.runs.find(({ hasResult, startsFlow }) => hasResult && startsFlow);
    return run && { value: { body: { data: run.result } } };
  }
}
