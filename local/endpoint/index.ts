export type { Clock } from "./clock";
export {
  type EntraAuthority,
  type EntraOptions,
  type EntraRequest,
  type IssuedToken,
  startEntraAuthority,
} from "./entraAuthority";
export * from "./errorShapes";
export type { Fault, FaultKind, FaultScope } from "./faults";
export type { QuotaOptions } from "./quota";
export type { RecordedRequest } from "./recordedRequest";
export { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "./startLocalEndpoint";
