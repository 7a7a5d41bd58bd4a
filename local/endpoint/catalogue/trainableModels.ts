/** How a model can be trained. */
export type TrainingMethod = "supervised" | "dpo" | "reinforcement";

/** A base model that both services train. */
interface TrainableModel {
  /** With its version, as Azure asks for it. */
  id: string;
  /** Without its version, which OpenAI takes as well. */
  alias: string;
  methods: readonly TrainingMethod[];
}

const both = ["supervised", "dpo"] as const;

/** What can be trained in November 2026; until when, `azureModels` says. */
export const trainableModels: readonly TrainableModel[] = [
  {
    id: "gpt-4.1-2025-04-14",
    alias: "gpt-4.1",
    methods: both,
  },
  {
    id: "gpt-4.1-mini-2025-04-14",
    alias: "gpt-4.1-mini",
    methods: both,
  },
  {
    id: "gpt-4.1-nano-2025-04-14",
    alias: "gpt-4.1-nano",
    methods: both,
  },
  {
    id: "gpt-4o-2024-08-06",
    alias: "gpt-4o",
    methods: both,
  },
  {
    id: "gpt-4o-mini-2024-07-18",
    alias: "gpt-4o-mini",
    methods: ["supervised"],
  },
  {
    id: "o4-mini-2025-04-16",
    alias: "o4-mini",
    methods: ["reinforcement"],
  },
];

/** The base model with this id, or with this name where a name without a version will do. */
export const findTrainable = (name: string, mayLackVersion: boolean): TrainableModel | undefined =>
  trainableModels.find(({ id, alias }) => id === name || (mayLackVersion && alias === name));
