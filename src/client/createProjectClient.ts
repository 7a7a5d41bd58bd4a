import { type ClientOptions, createStepTo, type StepContext } from "./createStep";
import { connectionKind } from "./endpoint/connectionKind";
import { connectionCloud, dataResource, dataScope } from "./identity/cloud";
import { createCredential } from "./identity/createCredential";
import { servicePrincipalCredential } from "./identity/servicePrincipal";
import { type ListClient, listClient, listsAt, plainCredential } from "./listClient";

/** Audience of the Foundry project's API in the public cloud (the service's reference). */
const foundryAudience = "https://ai.azure.com";

/**
 * Makes the client of the Foundry project in the connection's endpoint, at the endpoint's origin.
 * @throws ConnectionError that names the field which can't be used.
 */
export const createProjectClient = (
  context: StepContext,
  options: ClientOptions,
  project: string,
): ListClient =>
  listClient(
    createStepTo(context, options, options.connection, (own) => {
      const { connection } = options;
      const path = `/api/projects/${encodeURIComponent(project)}`;
      const { tunnel } = own;
      const endpoint = { ...listsAt("project", own.origin, path), ...(tunnel && { tunnel }) };
      if (connectionKind(connection.key) !== "entraServicePrincipal") {
        return { own, endpoint, credential: createCredential(connection, own) };
      }
      const cloud = connectionCloud(connection, own);
      const isOwnAudience = connection.fields["audience"] || cloud.name !== "public";
      const target = isOwnAudience ? cloud : { ...cloud, audience: foundryAudience };
      const scope = dataScope(connection, target);
      const resource = dataResource(connection, target);
      const credential = plainCredential(servicePrincipalCredential(connection, target, scope, resource));
      return { own, endpoint, credential };
    }),
  );
