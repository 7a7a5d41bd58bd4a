/** The connections that lead through the platform's on-premises agent, and the kinds that they are of. */
const kindsOnPremises: Readonly<Record<string, string>> = {
  onPremApiKey: "apiKey",
  onPremServicePrincipal: "entraServicePrincipal",
};

/** True for the key of a connection that leads through the platform's on-premises agent. */
export const isOnPremises = (connectionKey: string): boolean => Object.hasOwn(kindsOnPremises, connectionKey);

/** How a connection authenticates: the key of the connection that does so without an agent. */
export const connectionKind = (connectionKey: string): string =>
  isOnPremises(connectionKey) ? (kindsOnPremises[connectionKey] ?? connectionKey) : connectionKey;
