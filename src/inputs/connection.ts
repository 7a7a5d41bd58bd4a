import { input } from "@prismatic-io/spectral";
import { cleanConnection, cleanRequiredConnection } from "./cleanConnection";

/** Input for the connection: the resource and the credential. */
export const connection = input({
  label: "Connection",
  type: "connection",
  required: true,
  comments: "The connection to Azure OpenAI or OpenAI.",
  clean: cleanRequiredConnection("Connection"),
});

/** The same for a step that can do without. */
export const optionalConnection = input({
  label: "Connection",
  type: "connection",
  required: false,
  comments: "The connection to Azure OpenAI or OpenAI. Without one, nothing is sent.",
  clean: cleanConnection("Connection"),
});
