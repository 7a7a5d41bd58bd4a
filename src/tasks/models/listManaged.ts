import { isOwnError } from "../../client/errors/errors";
import { isVersionRefusal } from "../../client/errors/managementCodes";
import type { ListClient } from "../../client/listClient";
import { accountsVersion } from "../deployments/accounts";

/** The stable version whose models say what replaces them, and whether their end is planned. */
const modelsVersion = "api-version=2025-09-01";

/**
 * A list of Microsoft.CognitiveServices at a path, in the newest version that the cloud has.
 * @throws AzureOpenAIError or ConnectionError when it can't be had.
 */
export const listManaged = async (
  { list }: ListClient,
  path: string,
  query: Readonly<Record<string, string>> = {},
): Promise<unknown[]> => {
  const more = Object.entries(query).map(([name, value]) => `&${name}=${encodeURIComponent(value)}`);
  const address = (version: string): string => `${path}?${version}${more.join("")}`;
  try {
    return await list(address(modelsVersion));
  } catch (error) {
    if (!isOwnError(error) || !isVersionRefusal(error)) throw error;
    return list(address(accountsVersion));
  }
};
