/**
 * An id as a segment of a path. Half a character, which no resource's id has, becomes U+FFFD, because encoding would
 * throw a URIError.
 */
const segment = (id: string): string => encodeURIComponent(id.toWellFormed());

/** Path of a subscription, or of a group in it, in Azure Resource Manager. */
export const scopePath = (subscriptionId: string, resourceGroup?: string): string => {
  const subscription = `/subscriptions/${segment(subscriptionId)}`;
  return resourceGroup ? `${subscription}/resourceGroups/${segment(resourceGroup)}` : subscription;
};

/** Path of Azure's AI services below a subscription or a group. */
export const providerPath = (scope: string): string => `${scope}/providers/Microsoft.CognitiveServices`;

/** Path of the accounts below a subscription or a group. */
export const accountsPath = (scope: string): string => `${providerPath(scope)}/accounts`;

/** Path of one account. */
export const accountPath = (subscriptionId: string, resourceGroup: string, accountName: string): string =>
  `${accountsPath(scopePath(subscriptionId, resourceGroup))}/${segment(accountName)}`;
