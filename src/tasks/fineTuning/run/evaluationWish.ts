/** How a trained model is tried with the test rows; what is absent is not asked for, or usual. */
export interface EvaluationWish {
  by?: "none" | "exact" | "judge" | undefined;
  /** In percent. */
  threshold?: number | undefined;
  judgeModel?: string | undefined;
  rubric?: string | undefined;
  /** True where a rubric was too long to be kept with the job. */
  lacksRubric?: boolean | undefined;
  /** The deployment or model whose answers are compared. */
  compareWith?: string | undefined;
  allowWorse?: boolean | undefined;
  keepDeployment?: boolean | undefined;
  mostRows?: number | undefined;
}

/** True where a model is tried at all. */
export const isTried = ({ by }: EvaluationWish): boolean => by === "exact" || by === "judge";
