import { attachments } from "../../inputs/attachments";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { refuseInput } from "../../text/InputError";
import { exampleExtraction, extractionShape, showExtraction } from "./extraction";
import { dataSchema, readingInstructions, textToRead } from "./extractionInputs";

/** Lets a model read data out of a text or files. */
export const extractData = serviceAction({
  label: "Extract Data",
  description: "Read the fields of a form out of a text, an image or a PDF",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    text: textToRead,
    answerSchema: dataSchema,
    instructions: readingInstructions,
    fallbackModels,
    fallbackConnection,
    attachments,
    modelSettings,
    prices,
    redact,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { text, answerSchema: schema, model, instructions } = params;
    const { files, imageDetail } = settingsOf(attachments, params.attachments);
    if (text === undefined && files === undefined)
      refuseInput("Text and Files", "both are empty.", "Enter or reference what is to be read.");
    const { apiMode } = settingsOf(modelSettings, params.modelSettings);
    const parts =
      files && (await import("../../tasks/answers/fileParts")).chatFileParts(files, imageDetail, apiMode);
    const usage = new UsageCounter();
    const { extractData: extract } = await import("../../tasks/texts/extractData");
    const data = await extract(client, {
      ...{ model, settings: chatSettings(params), schema, label: dataSchema.label },
      ...{ text, files: parts ?? [], instructions, usage },
    });
    return showExtraction(data, usage, params.prices);
  },
  output: extractionShape,
  example: exampleExtraction,
});
