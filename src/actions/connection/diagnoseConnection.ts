import { connection } from "../../inputs/connection";
import { nameInput } from "../../inputs/kinds";
import { declaredAction } from "../../output/declaredAction";
import { diagnosisShape, exampleDiagnosis } from "./diagnosis";

const model = nameInput({
  label: "Model / Deployment Name",
  dataSource: "selectDeployment",
  comments:
    "A deployment to look for as well, or a model on OpenAI. Empty means the connection's Default Model / Deployment, and without one leaves that check out.",
  placeholder: "Enter a deployment or model name",
  example: "gpt-5.4",
});

/** Finds out what is wrong with a connection. */
export const diagnoseConnection = declaredAction({
  label: "Diagnose Connection",
  description: "Check a connection step by step, from its host's name to its quota, and say what to mend",
  inputs: { connection, model },
  effect: "reads",
  perform: async (context, params) => {
    const { diagnose } = await import("../../client/diagnosis/diagnose");
    return { data: await diagnose(context, params.connection, params.model) };
  },
  output: diagnosisShape,
  example: { data: exampleDiagnosis },
});
