import { input } from "@prismatic-io/spectral";
import { cleanName } from "../../inputs/cleaners";
import { connection } from "../../inputs/connection";
import { declaredAction } from "../../output/declaredAction";
import { diagnosisShape, exampleDiagnosis } from "./diagnosis";

const model = input({
  label: "Model / Deployment Name",
  type: "string",
  required: false,
  dataSource: "selectDeployment",
  comments: "A deployment to look for as well, or a model on OpenAI. Empty leaves that check out.",
  placeholder: "Enter a deployment or model name",
  example: "gpt-5.4",
  clean: (value: unknown) => cleanName("Model / Deployment Name")(value),
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
