import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { withExtras } from "../../inputs/extraParameters";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { embeddingModel } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import {
  dimensions,
  embeddedRecords,
  embeddedText,
  embeddedTexts,
  embeddingSettings,
  embeddingTemplate,
  outputForm,
} from "./embeddingInputs";
import { embeddingsShape, exampleEmbeddings, showEmbeddings } from "./embeddings";

/** Turns texts or records into vectors, by which they can be compared. */
export const createEmbeddings = serviceAction({
  label: "Create Embeddings",
  description: "Turn texts or records into vectors, by which they can be compared and searched",
  directions:
    "Deploy an embedding model such as text-embedding-3-small first: a chat model makes no vectors.",
  inputs: {
    connection,
    model: embeddingModel,
    text: embeddedText,
    texts: embeddedTexts,
    records: embeddedRecords,
    promptTemplate: embeddingTemplate,
    dimensions,
    outputForm,
    fallbackModels,
    fallbackConnection,
    embeddingSettings,
    bulkOptions,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const settings = settingsOf(embeddingSettings, params.embeddingSettings);
    const usage = new UsageCounter();
    const { embedItems } = await import("../../tasks/embeddings/embedItems");
    const items = await embedItems(
      { ...params, allowMissingFields: settings.allowMissingFields },
      {
        client,
        model: params.model,
        dimensions: params.dimensions,
        form: params.outputForm ?? "results",
        textsPerCall: settings.textsPerCall,
        cutsTooLong: settings.tooLongTexts === "cut",
        isFloat: settings.encoding === "float",
        fields: withExtras({}, settings.extraParameters),
        bounds: runBounds(params.bulkOptions),
        usage,
      },
    );
    // One text alone is the step: where it fails, the step does.
    const [only] = items.results;
    if (params.text !== undefined && only?.failure !== undefined) throw only.failure;
    return showEmbeddings(items, usage, params.prices);
  },
  output: embeddingsShape,
  example: exampleEmbeddings,
});
