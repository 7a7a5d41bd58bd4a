import type { ActionInputParameters } from "@prismatic-io/spectral";
import { isSecretName, secretsIn } from "../../client/identity/secretNames";
import { settingsOf } from "../../inputs/settingsOf";
import { toolSettings } from "../../inputs/toolSettings";
import { fieldsOf } from "../../text/isObject";
import type { createResponseInputs } from "./createResponseInputs";
import { hostedTools } from "./hostedTools";

/** The values of a remote server's tool whose names say that they are secret. */
const secretsOfTool = (tool: unknown): string[] => {
  const { authorization, headers } = fieldsOf(tool);
  return Object.entries({ authorization, ...fieldsOf(headers) }).flatMap(([name, value]) =>
    typeof value === "string" && isSecretName(name) ? secretsIn(value) : [],
  );
};

/** The secrets for remote servers among the inputs: servers may repeat them in answers, and in their errors. */
export const toolSecrets = (params: ActionInputParameters<typeof createResponseInputs>): string[] => {
  const { mcpAuthorization: authorization } = settingsOf(hostedTools, params.hostedTools);
  const { tools = [] } = settingsOf(toolSettings, params.toolSettings);
  return [{ authorization }, ...tools.map((tool) => ("given" in tool ? tool.given : undefined))].flatMap(
    secretsOfTool,
  );
};
