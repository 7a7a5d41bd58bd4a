import type { Workbench } from "../workbench";
import { DeployedTrigger } from "./DeployedTrigger";
import { triggerPart } from "./triggerPart";

/** The triggers of a session, each with its flow. */
export class TriggerShelf {
  private readonly triggers = new Map<string, DeployedTrigger>();

  /**
   * A trigger by its key.
   * @throws RequestError for an unknown one
   */
  get(workbench: Workbench, key: string): DeployedTrigger {
    triggerPart(workbench.component.get().component, key);
    const found = this.triggers.get(key) ?? new DeployedTrigger(key, workbench);
    this.triggers.set(key, found);
    return found;
  }
}
