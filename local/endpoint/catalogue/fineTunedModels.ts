import type { DeploymentStore } from "./deploymentStore";
import { LearnedAnswers, type TrainingExample } from "./learnedAnswers";
import { findTrainable, type TrainingMethod } from "./trainableModels";

/** A model that a job made, or one of its checkpoints. */
export interface FineTunedModel {
  name: string;
  /** The base model with its version. */
  base: string;
  createdAtMs: number;
  /** Checkpoints are run and deployed like models, and listed with their jobs alone. */
  isCheckpoint: boolean;
}

interface LearningModel extends FineTunedModel {
  examples: () => readonly TrainingExample[];
  learned?: LearnedAnswers;
}

/** The models that were trained here, and what their rows taught them. */
export class FineTunedModels {
  private readonly models = new Map<string, LearningModel>();

  constructor(private readonly deployments: DeploymentStore) {}

  /** Adds a model under a new name; what it learns is read when it is asked for the first time. */
  add(model: FineTunedModel, examples: () => readonly TrainingExample[]): void {
    this.models.set(model.name, { ...model, examples });
    const base = findTrainable(model.base, false)?.alias ?? model.base;
    this.deployments.addTrained({ name: model.name, base });
  }

  find(name: string): FineTunedModel | undefined {
    return this.models.get(name);
  }

  /** Without checkpoints, the oldest first. */
  list(): FineTunedModel[] {
    return [...this.models.values()].filter(({ isCheckpoint }) => !isCheckpoint);
  }

  remove(name: string): void {
    this.models.delete(name);
    this.deployments.removeTrained(name);
  }

  /** True while a deployment runs it. */
  isDeployed(name: string): boolean {
    return this.deployments.deploymentsOf(name).length > 0;
  }

  /** What a model's rows taught it to answer to these messages; undefined for a model that learned nothing. */
  answer(name: string, messages: unknown): string | undefined {
    const model = this.models.get(name);
    if (model === undefined) return undefined;
    model.learned ??= new LearnedAnswers(model.examples());
    return model.learned.answer(messages);
  }

  /** How a model can be trained: a fine-tuned one like its base. */
  methodsOf(name: string, mayLackVersion: boolean): readonly TrainingMethod[] {
    const base = this.models.get(name)?.base;
    return findTrainable(base ?? name, mayLackVersion)?.methods ?? [];
  }
}
