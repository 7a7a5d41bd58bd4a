import { checkTemplateFields } from "../../../inputs/promptTemplate";
import { refuseInput } from "../../../text/InputError";
import { parsePromptTemplate } from "../../../text/promptTemplate";
import { isTried } from "./evaluationWish";
import { type FineTuneRun, runsUndeployed } from "./fineTuneRun";

const checkRubric = (rubric: string, hasAnswers: boolean): void => {
  const fields = { answer: "", prompt: "", ...(hasAnswers && { expected: "" }) };
  checkTemplateFields(parsePromptTemplate("Rubric", rubric), [fields], false);
};

/**
 * Makes sure that a model can be tried as it is asked for, before anything is paid.
 * @throws InputError that names the input.
 */
export const checkEvaluation = (
  { client, wish }: Pick<FineTuneRun, "client" | "wish">,
  method: string,
): void => {
  const { by, judgeModel, rubric, lacksRubric } = wish.evaluation;
  const hasAnswers = method !== "reinforcement";
  if (!isTried(wish.evaluation)) return;
  if (by === "exact" && !hasAnswers)
    refuseInput("Evaluate By", "rows for Reinforcement have no answers to compare with.", "Choose a judge.");
  if (by === "judge" && judgeModel === undefined)
    refuseInput("Judge Model", "it is empty.", "Enter the deployment or model that judges.");
  if (by === "judge" && rubric !== undefined) checkRubric(rubric, hasAnswers);
  if (by === "judge" && rubric === undefined && lacksRubric)
    refuseInput(
      "Rubric",
      "it is empty, and was too long to be kept with the job.",
      "Enter the same one again.",
    );
  if (by === "judge" && rubric === undefined && !hasAnswers)
    refuseInput(
      "Rubric",
      "it is empty, and rows for Reinforcement have no answers.",
      "Enter what to judge by.",
    );
  if (wish.deployment.deploymentName === undefined && !runsUndeployed({ client }))
    refuseInput(
      "Deployment Name",
      "it is empty, and Azure runs a trained model by a deployment alone.",
      "Enter a name, or choose no evaluation.",
    );
};
