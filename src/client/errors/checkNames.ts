/** The checks of a diagnosis, in their order. */
export const checkNames = [
  "DNS",
  "TLS",
  "Credential",
  "Audience",
  "Role",
  "Network rules",
  "Deployment",
  "API version",
  "Quota headers",
] as const;

/** One of them. */
export type CheckName = (typeof checkNames)[number];
