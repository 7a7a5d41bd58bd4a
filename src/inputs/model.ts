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

/** What an empty input means where the connection's default does not serve. */
const ofTargetUri = ({ openAIModel }: ModelPurpose): string =>
  `the deployment of a target URI in the connection, or ${openAIModel} on OpenAI`;

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
  ofTargetUri(imagePurpose),
);

/** The purpose of models in speech steps. */
export const speechPurpose: ModelPurpose = {
  operations: ["/audio/speech"],
  openAIModel: "gpt-4o-mini-tts",
  takesDefault: false,
};

/** Input for a model that speaks. */
export const speechModel = modelInput(
  "selectSpeechDeployment",
  "speaks",
  speechPurpose.openAIModel,
  ofTargetUri(speechPurpose),
);

/** The purpose of models that write down what is said. The connection's default does not serve it. */
export const transcriptionPurpose: ModelPurpose = {
  operations: pathsOf("transcription"),
  openAIModel: "gpt-transcribe",
  takesDefault: false,
};

/** The purpose of models that translate what is said. */
export const audioTranslationPurpose: ModelPurpose = { ...transcriptionPurpose, openAIModel: "whisper-1" };

const listeningModel = (what: string, purpose: ModelPurpose) =>
  modelInput("selectTranscriptionDeployment", what, purpose.openAIModel, ofTargetUri(purpose));

/** Input for a model that writes down what is said. */
export const transcriptionModel = listeningModel("listens", transcriptionPurpose);

/** Input for a model that translates what is said. */
export const audioTranslationModel = listeningModel("translates", audioTranslationPurpose);

/** The purpose of models that make vectors. The connection's default does not serve it. */
export const embeddingPurpose: ModelPurpose = {
  operations: pathsOf("embeddings"),
  openAIModel: "text-embedding-3-small",
  takesDefault: false,
};

/** Input for a model that makes vectors. */
export const embeddingModel = modelInput(
  "selectEmbeddingDeployment",
  "makes the vectors",
  embeddingPurpose.openAIModel,
  ofTargetUri(embeddingPurpose),
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
