import { component } from "@prismatic-io/spectral";
import { actions } from "./actions";
import { readableError } from "./client/errors/errors";
import { connections } from "./connections";
import { dataSources } from "./dataSources";
import { eachOnFirstUse } from "./eachOnFirstUse";
import { triggers } from "./triggers";
import { withLateForm } from "./withLateForm";

const key = "azure-openai";
const display = {
  label: "Azure OpenAI",
  description:
    "Chat, records, batches, images, summaries and raw requests with the models of Azure OpenAI and OpenAI",
  category: "Application Connectors",
  iconPath: "icon.png",
};
const hooks = { error: (error: unknown) => readableError(error) };
/** Set by the build: the manual that the designer links to. */
const documentationUrl = process.env["DOCUMENTATION_URL"];
const frame = { key, public: false, display, hooks, ...(documentationUrl && { documentationUrl }) };

/** The connector: its parts by name. A step loads only the part that it uses. */
export default {
  ...component(frame),
  get connections() {
    return component({ ...frame, connections }).connections;
  },
  actions: eachOnFirstUse(actions, (part) =>
    withLateForm(part, (given) => component({ ...frame, actions: given }).actions),
  ),
  triggers: eachOnFirstUse(triggers, (part) => component({ ...frame, triggers: part }).triggers),
  dataSources: eachOnFirstUse(dataSources, (part) => component({ ...frame, dataSources: part }).dataSources),
};
