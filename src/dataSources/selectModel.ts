import { dataSource, type Element } from "@prismatic-io/spectral";
import { clock } from "../client/clock";
import { createClient } from "../client/createClient";
import { connection } from "../inputs/connection";
import { labelOf, sorted } from "./elements";
import { formTime } from "./formTime";
import { type CatalogueModel, isRetired, modelAbilities, readModels } from "./modelAbilities";

const label = "Select Model";

const toElement = (model: CatalogueModel): Element => ({
  key: model.id,
  label: labelOf(model.id, modelAbilities(model)),
});

/**
 * The models that the connection's service offers, labeled by what each can do. On Azure these are the region's
 * base models and fine-tuned ones; a step needs the name of a deployment made from one of them.
 */
export const selectModel = dataSource({
  display: {
    label,
    description:
      "Select one of the models that the service offers. On Azure OpenAI these are base models: a step needs the name of a deployment of one.",
  },
  inputs: { connection },
  dataSourceType: "picklist",
  perform: async (context, params): Promise<{ result: Element[] }> => {
    const client = createClient(context, {
      action: label,
      connection: params.connection,
      requestOptions: formTime,
    });
    const page = await client.withResource((openai) => openai.models.list());
    const models = readModels(page.data).filter((model) => !isRetired(model, clock.now()));
    return { result: sorted(models.map(toElement)) };
  },
  examplePayload: { result: [{ key: "gpt-5.4", label: "gpt-5.4 (chat, fine-tuning)" }] },
});
