import { input } from "@prismatic-io/spectral";
import type { ModelPurpose } from "../client/endpoint/modelChoice";
import { pathsOf } from "../client/endpoint/operations";
import { cleanName } from "./cleaners";

const label = "Model / Deployment Name";
const hint = "Enter the deployment's name on Azure, the model's name on OpenAI.";

const modelInput = (dataSource: string, what: string, example: string, empty: string) =>
  input({
    label,
    type: "string",
    required: false,
    dataSource,
    comments: `The deployment on Azure OpenAI, or the model on OpenAI, that ${what}. Empty means ${empty}.`,
    placeholder: "Enter a deployment or model name",
    example,
    clean: cleanName(label, hint),
  });

const connectionDefault = "the connection's Default Model / Deployment";

/** The purpose of models in chat steps. */
export const chatPurpose: ModelPurpose = {
  operations: pathsOf("chat"),
  openAIModel: "gpt-5.4",
  takesDefault: true,
};

/** Input for a model that answers with text. */
export const chatModel = modelInput(
  "selectChatDeployment",
  "writes the answer",
  chatPurpose.openAIModel,
  connectionDefault,
);

/** The purpose of models in batches. */
export const batchPurpose: ModelPurpose = { ...chatPurpose, operations: ["/chat/completions"] };

/** Input for the model on a batch's lines. Azure needs a deployment of a batch kind for it. */
export const batchModel = modelInput(
  "selectBatchDeployment",
  "answers the lines; on Azure, one of the kind GlobalBatch or DataZoneBatch",
  "my-batch",
  connectionDefault,
);

/** The purpose of models in image steps. The connection's default does not serve it: that model writes text. */
export const imagePurpose: ModelPurpose = {
  operations: pathsOf("image"),
  openAIModel: "gpt-image-2",
  takesDefault: false,
};

/** Input for a model that draws images. */
export const imageModel = modelInput(
  "selectImageDeployment",
  "draws the images",
  imagePurpose.openAIModel,
  `the deployment of a target URI in the connection, or ${imagePurpose.openAIModel} on OpenAI`,
);

/** The purpose of models in moderation steps on OpenAI; on Azure, a deployment's content filter judges. */
export const moderationPurpose: ModelPurpose = {
  operations: pathsOf("moderation"),
  openAIModel: "omni-moderation-latest",
  takesDefault: false,
};

/** Input for a model that judges texts and images. */
export const moderationModel = modelInput(
  "selectModerationDeployment",
  "judges",
  moderationPurpose.openAIModel,
  `${moderationPurpose.openAIModel} on OpenAI, else ${connectionDefault}`,
);
