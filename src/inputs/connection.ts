import { input } from "@prismatic-io/spectral";
import { cleanRequiredConnection } from "./cleanConnection";

/** Which resource a step talks to, and as whom. */
export const connection = input({
  label: "Connection",
  type: "connection",
  required: true,
  comments: "The connection to Azure OpenAI or OpenAI.",
  clean: cleanRequiredConnection("Connection"),
});
