/*
 * Stands for `@prismatic-io/spectral` in the connector's own modules: what they use of it. The root of the package
 * evaluates what integrations in code and its utilities need as well, dates, schemas and axios, in every step.
 */
export { ConnectionError, SpectralError } from "@prismatic-io/spectral/dist/errors.js";
export { convertComponent as component } from "@prismatic-io/spectral/dist/serverTypes/convertComponent.js";
export {
  OAuth2PkceMethod,
  OAuth2Type,
  templateConnectionInputs,
} from "@prismatic-io/spectral/dist/types/ConnectionDefinition.js";

const itself = (definition) => definition;

export {
  itself as action,
  itself as connection,
  itself as dataSource,
  itself as input,
  itself as oauth2Connection,
  itself as onPremConnection,
  itself as outputSchema,
  itself as trigger,
};
export const structuredObjectInput = (definition) => ({ ...definition, type: "structuredObject" });
export const pollingTrigger = (definition) => ({ ...definition, triggerType: "polling" });
