import type { Clock } from "../server/clock";
import { type AzureModel, azureModels, findModel } from "./azureModels";

/** What a day of retirement was set for: a model, with its version behind or without, or a deployment. */
type Name = string;

/** The days that were set on which models or deployments end, in place of those that Azure announced. */
export class Retirements {
  private days: ReadonlyMap<Name, string> = new Map();

  constructor(private readonly clock: Clock) {}

  /** Sets the days, such as `2026-12-01`, in place of all that were set before. */
  set(days: Readonly<Record<Name, string>>): void {
    this.days = new Map(Object.entries(days));
  }

  list(): Record<Name, string> {
    return Object.fromEntries(this.days);
  }

  /** The day that was set for a model by its id, or for a deployment by its name. */
  dayOf(id: string, more: readonly string[] = []): string | undefined {
    return [id, ...more].map((name) => this.days.get(name)).find((day) => day !== undefined);
  }

  /** The day that was set for a model by its id, or by its name or version where the id is the other. */
  dayOfModel(id: string): string | undefined {
    const model = findModel(azureModels, id);
    return this.dayOf(id, model === undefined ? [] : [model.name, `${model.name}-${model.version}`]);
  }

  /** True from a day on. */
  isOver(day: string | undefined): boolean {
    return day !== undefined && this.clock.nowMs() >= Date.parse(day);
  }

  /** A model with the day that was set for it. */
  applyTo(model: AzureModel): AzureModel {
    const day = this.dayOf(`${model.name}-${model.version}`, [model.name]);
    if (day === undefined) return model;
    const revived = model.lifecycle === "Deprecated" ? "Deprecating" : model.lifecycle;
    return { ...model, inferenceEndsOn: day, lifecycle: this.isOver(day) ? "Deprecated" : revived };
  }
}
