export type { AccessOptions } from "./access";
export type { IssuedToken, TokenIssuer } from "./accessTokens";
export type { AnsweringServer, AnsweringServerOptions } from "./answeringServer";
export type { ProjectOptions } from "./answerProject";
export type { BatchOptions } from "./batches/batch";
export {
  type ClientCertificateOptions,
  localCertificate,
  makeClientCertificate,
  type ServerCertificate,
} from "./certificate";
export type { AssertionFacts } from "./clientAssertion";
export type { Clock } from "./clock";
export type { CloudName } from "./clouds";
export type { DeployedModel } from "./deployedModel";
export {
  type EntraAuthority,
  type EntraFailure,
  type EntraOptions,
  type EntraRequest,
  startEntraAuthority,
} from "./entraAuthority";
export * from "./errorShapes";
export type { Fault, FaultKind, FaultScope } from "./faults";
export type { FileOptions } from "./files/fileRoutes";
export {
  type ForwardProxy,
  type ForwardProxyOptions,
  type ProxiedConnection,
  startForwardProxy,
} from "./forwardProxy";
export type { CallLimitOptions } from "./gateway/callLimit";
export type { GatewayPolicies } from "./gateway/policies";
export { type Gateway, type GatewayOptions, startGateway } from "./gateway/startGateway";
export type { QuotaOptions } from "./quota";
export type { RecordedRequest } from "./recordedRequest";
export type {
  ManagedAccount,
  ManagedResourceGroup,
  ManagedSubscription,
} from "./resourceManager/managedResources";
export {
  type ResourceManager,
  type ResourceManagerOptions,
  startResourceManager,
} from "./resourceManager/startResourceManager";
export { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "./startLocalEndpoint";
export { type SignedDelivery, signedDelivery, type WebhookEvent } from "./webhooks/signedDelivery";
export type { WebhookDelivery, WebhookOptions } from "./webhooks/webhookSender";
