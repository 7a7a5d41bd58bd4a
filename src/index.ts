import { component } from "@prismatic-io/spectral";
import { actions } from "./actions";
import { readableError } from "./client/errors";
import { connections } from "./connections";
import { dataSources } from "./dataSources";
import { triggers } from "./triggers";

/** The connector: what it offers, by name. */
export default component({
  key: "azure-openai",
  public: false,
  display: {
    label: "Azure OpenAI",
    description:
      "Chat, records, batches, images, summaries and raw requests with the models of Azure OpenAI and OpenAI",
    category: "Application Connectors",
    iconPath: "icon.png",
  },
  hooks: { error: (error) => readableError(error) },
  connections,
  actions,
  dataSources,
  triggers,
});
