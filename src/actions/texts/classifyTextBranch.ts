import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings } from "../../inputs/sampling";
import { textTo } from "../../inputs/texts";
import { branchAction } from "../../output/branchAction";
import { UsageCounter } from "../../output/usage";
import { otherCategories } from "../../text/classification";
import { branchCategories, instructions } from "./classificationInputs";
import { classificationShape, exampleClassification, showClassification } from "./classifications";

/** Lets a model choose the branch that a flow goes on with, by a text. */
export const classifyTextBranch = branchAction({
  label: "Classify Text (Branch)",
  description: "Sort a text into a category, and go on with the branch of that name, or with Else",
  inputs: {
    connection,
    model: chatModel,
    text: { ...textTo("classify"), comments: "The text to classify. An empty one goes to Else." },
    categories: branchCategories,
    instructions,
    fallbackModels,
    fallbackConnection,
    modelSettings,
    prices,
    redact,
    budget,
    requestOptions,
  },
  branches: {
    input: "categories",
    namesIn: ({ categories }) => categories.map(({ name }) => name),
    others: otherCategories,
    output: classificationShape,
  },
  run: async (client, params) => {
    const usage = new UsageCounter();
    const { classifyTexts } = await import("../../tasks/texts/classifyTexts");
    const { classified } = await classifyTexts(
      [params.text ?? ""],
      { ...params, most: 1 },
      { client, model: params.model, purpose: chatPurpose, settings: chatSettings(params), usage },
    );
    const [only] = classified;
    if (only?.classified === null) throw only.failure;
    return showClassification(only, usage, params.prices);
  },
  example: exampleClassification,
});
