/** The choices of Method, as the form of a job says them. */
export const methodChoices = {
  supervised: "Supervised",
  preference: "Preference (DPO)",
  reinforcement: "Reinforcement",
} as const;

/** The same by what the services call them as well. */
export const methodLabels: Readonly<Record<string, string>> = {
  ...methodChoices,
  dpo: methodChoices.preference,
};
