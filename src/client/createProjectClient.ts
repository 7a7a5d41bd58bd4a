import { type ClientOptions, createStepTo, type StepContext } from "./createStep";
import { connectionCloud, dataScope } from "./identity/cloud";
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
      const endpoint = listsAt("project", own.origin, path);
      if (connection.key !== "entraServicePrincipal") {
        return { own, endpoint, credential: createCredential(connection, own) };
      }
      const cloud = connectionCloud(connection, own);
      const isOwnAudience = connection.fields["audience"] || cloud.name !== "public";
      const scope = isOwnAudience ? dataScope(connection, cloud) : `${foundryAudience}/.default`;
      const credential = plainCredential(servicePrincipalCredential(connection, cloud, scope));
      return { own, endpoint, credential };
    }),
  );
