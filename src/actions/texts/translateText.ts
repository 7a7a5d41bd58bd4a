import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { givenTexts, texts, textTo } from "../../inputs/texts";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import {
  defaultTokensPerRequest,
  formality,
  glossary,
  sourceLanguage,
  targetLanguage,
  translation,
} from "./translationInputs";
import { exampleTranslations, showTranslations, translationsShape } from "./translations";

/** Lets a model translate texts. */
export const translateText = serviceAction({
  label: "Translate Text",
  description: "Translate one text or many of any length, and keep placeholders, markup and lines",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    text: textTo("translate"),
    texts,
    targetLanguage,
    sourceLanguage,
    formality,
    glossary,
    fallbackModels,
    fallbackConnection,
    translation,
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
    const { keepTerms, tone, tokensPerRequest } = settingsOf(translation, params.translation);
    const usage = new UsageCounter();
    const { translateTexts } = await import("../../tasks/texts/translateTexts");
    const translated = await translateTexts(
      given,
      { terms: keepTerms ?? [], tokensPerRequest: tokensPerRequest ?? defaultTokensPerRequest },
      {
        client,
        model: params.model,
        purpose: chatPurpose,
        isDivided: params.text !== undefined,
        ...runBounds(params.bulkOptions),
        request: { ...params, tone },
        settings: chatSettings(params),
        usage,
      },
    );
    // One text alone is the step: where nothing of it is translated, the step fails.
    const [only] = translated.translations;
    if (params.text !== undefined && only?.translated === 0 && only.error !== undefined) throw only.error;
    return showTranslations(given, translated, usage, params.prices);
  },
  output: translationsShape,
  example: exampleTranslations,
});
