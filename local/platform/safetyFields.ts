import type { DescribedFields, Read } from "./azureCredential";
import { IncompleteConnectionError } from "./usageError";

/** The variables of Azure's own samples. */
const endpointVariable = "CONTENT_SAFETY_ENDPOINT";
const keyVariable = "CONTENT_SAFETY_KEY";

/**
 * The Content Safety resource that the environment describes, if it does.
 * @throws IncompleteConnectionError for a key without an address.
 */
export const safetyFields = (read: Read): DescribedFields => {
  const contentSafetyEndpoint = read(endpointVariable);
  const contentSafetyKey = read(keyVariable);
  if (contentSafetyEndpoint === "" && contentSafetyKey !== "")
    throw new IncompleteConnectionError(`${keyVariable} is set without an address: set ${endpointVariable}.`);
  return {
    fields: {
      ...(contentSafetyEndpoint && { contentSafetyEndpoint }),
      ...(contentSafetyKey && { contentSafetyKey }),
    },
    secrets: contentSafetyKey === "" ? [] : [contentSafetyKey],
    variables: { "Content Safety Endpoint": endpointVariable, "Content Safety Key": keyVariable },
    used: contentSafetyEndpoint === "" ? [] : [endpointVariable],
  };
};
