import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { moderationModel } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { texts, textTo } from "../../inputs/texts";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { exampleModeration, moderationShape, showModeration } from "./moderation";
import { by, files, textsBeside, thresholds, thresholdsOf } from "./moderationInputs";

/** Has texts and images judged for harmful content. */
export const moderateContent = serviceAction({
  label: "Moderate Content",
  description:
    "Find harmful content in texts and images, such as hate, self-harm, sexual content and violence",
  inputs: {
    connection,
    model: moderationModel,
    text: textTo("judge"),
    texts,
    files,
    by,
    fallbackModels,
    fallbackConnection,
    thresholds,
    bulkOptions,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const given = textsBeside(params);
    const usage = new UsageCounter();
    const { moderate, moderatedItems } = await import("../../tasks/moderation/moderate");
    const items = moderatedItems(given, params.files ?? []);
    const moderation = await moderate(client, items, {
      ...{ label: by.label, by: params.by ?? "automatic", model: params.model, usage },
      thresholds: thresholdsOf(params.thresholds),
      bounds: runBounds(params.bulkOptions),
    });
    // One text alone is the step: where it fails, the step does.
    const [only] = moderation.verdicts;
    if (items.length === 1 && params.text !== undefined && only?.status === "failed") throw only.failure;
    return showModeration(items, moderation, usage, params.prices);
  },
  output: moderationShape,
  example: exampleModeration,
});
