/** When a deployment moves to another version of its model, by Azure's word for it. */
export const versionUpgradeOptions = {
  OnceNewDefaultVersionAvailable: "When a new default version is available",
  OnceCurrentVersionExpired: "When the version expires",
  NoAutoUpgrade: "Never (it stops answering when the version is retired)",
} as const;
