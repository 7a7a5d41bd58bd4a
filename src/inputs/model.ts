import { input } from "@prismatic-io/spectral";
import type { ModelPurpose } from "../client/endpoint/modelChoice";
import { pathsOf } from "../client/endpoint/operations";
import { cleanName, refuse } from "./cleaners";

const label = "Model / Deployment Name";
const hint = "Enter the deployment's name on Azure, the model's name on OpenAI.";

const modelInput = ({ defaultModel }: ModelPurpose, dataSource: string, what: string) =>
  input({
    label,
    type: "string",
    required: true,
    default: defaultModel,
    dataSource,
    comments: `The deployment on Azure OpenAI, or the model on OpenAI, that ${what}. Left at ${defaultModel}, a target URI in the connection decides.`,
    placeholder: "Enter a deployment or model name",
    example: defaultModel,
    clean: (value: unknown): string => cleanName(label, hint)(value) ?? refuse(label, "", hint),
  });

/** What a chat step uses its model for. */
export const chatPurpose: ModelPurpose = {
  defaultModel: "gpt-5.4",
  operations: pathsOf("chat"),
};

/** The model that answers with text. */
export const chatModel = modelInput(chatPurpose, "selectChatDeployment", "writes the answer");

/** What a batch uses its model for. */
export const batchPurpose: ModelPurpose = { defaultModel: "gpt-5.4", operations: ["/chat/completions"] };

/** The model that a batch names on its lines; Azure needs a deployment of its own kind for it. */
export const batchModel = modelInput(
  batchPurpose,
  "selectBatchDeployment",
  "answers the lines (on Azure, one of the kind GlobalBatch or DataZoneBatch)",
);

/** What an image step uses its model for. */
export const imagePurpose: ModelPurpose = {
  defaultModel: "gpt-image-2",
  operations: pathsOf("image"),
};

/** The model that draws. */
export const imageModel = modelInput(imagePurpose, "selectImageDeployment", "draws the images");
