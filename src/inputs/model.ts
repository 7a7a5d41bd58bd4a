import { input } from "@prismatic-io/spectral";
import { cleanRequiredText } from "./cleaners";

const label = "Model / Deployment Name";
const hint = "Enter the deployment's name on Azure, the model's name on OpenAI.";

const modelInput = (defaultModel: string, what: string) =>
  input({
    label,
    type: "string",
    required: true,
    default: defaultModel,
    comments: `The name of the deployment on Azure OpenAI, or of the model on OpenAI, that ${what}.`,
    placeholder: "Enter a deployment or model name",
    example: defaultModel,
    clean: (value: unknown) => cleanRequiredText(label, hint)(value).trim(),
  });

/** The model that answers with text. */
export const chatModel = modelInput("gpt-5.4", "writes the answer");

/** The model that draws. */
export const imageModel = modelInput("gpt-image-2", "draws the images");
