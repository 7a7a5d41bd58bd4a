import { input } from "@prismatic-io/spectral";
import { cleanRequiredConnection } from "./cleanConnection";

/** Input for the connection: the resource and the credential. */
export const connection = input({
  label: "Connection",
  type: "connection",
  required: true,
  comments: "The connection to Azure OpenAI or OpenAI.",
  clean: cleanRequiredConnection("Connection"),
});
