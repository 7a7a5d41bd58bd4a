import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings } from "../../inputs/sampling";
import { givenTexts, texts, textTo } from "../../inputs/texts";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { categories, instructions, mostLabels } from "./classificationInputs";
import { classificationsShape, exampleClassifications, showClassifications } from "./classifications";

/** Lets a model sort texts into categories. */
export const classifyText = serviceAction({
  label: "Classify Text",
  description: "Sort one text or many into categories, with reason and confidence",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    text: textTo("classify"),
    texts,
    categories,
    instructions,
    mostCategories: mostLabels,
    fallbackModels,
    fallbackConnection,
    modelSettings,
    bulkOptions,
    prices,
    redact,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const given = givenTexts(params);
    const usage = new UsageCounter();
    const { classifyTexts } = await import("../../tasks/texts/classifyTexts");
    const classified = await classifyTexts(
      given,
      { ...params, most: params.mostCategories ?? 1 },
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        ...runBounds(params.bulkOptions),
        settings: chatSettings(params),
        usage,
      },
    );
    // One text alone is the step: where it fails, the step does.
    const [only] = classified.classified;
    if (params.text !== undefined && only?.classified === null) throw only.failure;
    return showClassifications(given, classified, usage, params.prices);
  },
  output: classificationsShape,
  example: exampleClassifications,
});
