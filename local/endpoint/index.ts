export {
  type ContentSafety,
  type ContentSafetyOptions,
  startContentSafety,
} from "./azure/contentSafety/startContentSafety";
export type { IssuedToken, TokenIssuer } from "./azure/entra/accessTokens";
export type { AssertionFacts } from "./azure/entra/clientAssertion";
export type { CloudName } from "./azure/entra/clouds";
export { type EntraAuthority, type EntraRequest, startEntraAuthority } from "./azure/entra/entraAuthority";
export type { EntraFailure, EntraOptions } from "./azure/entra/tenant";
export type { ProjectOptions } from "./azure/foundry/answerProject";
export type { CallLimitOptions } from "./azure/gateway/callLimit";
export type { GatewayPolicies } from "./azure/gateway/policies";
export { type Gateway, type GatewayOptions, startGateway } from "./azure/gateway/startGateway";
export {
  type ForwardProxy,
  type ForwardProxyOptions,
  type ProxiedConnection,
  startForwardProxy,
} from "./azure/proxy/forwardProxy";
export type {
  ManagedAccount,
  ManagedResourceGroup,
  ManagedSubscription,
} from "./azure/resourceManager/managedResources";
export {
  type ResourceManager,
  type ResourceManagerOptions,
  startResourceManager,
} from "./azure/resourceManager/startResourceManager";
export type { DeployedModel } from "./catalogue/deployedModel";
export {
  DeploymentStore,
  type DeploymentStoreOptions,
  type TrainedModel,
} from "./catalogue/deploymentStore";
export type { BatchOptions } from "./kept/batches/batch";
export type { FileOptions } from "./kept/files/fileRoutes";
export type { FineTuningOptions } from "./kept/fineTuning/fineTuningOptions";
export { eventTypes as webhookEventTypes } from "./kept/webhooks/eventTypes";
export {
  makeSigningSecret,
  type SignedDelivery,
  signedDelivery,
  type WebhookEvent,
} from "./kept/webhooks/signedDelivery";
export type { WebhookDelivery, WebhookOptions } from "./kept/webhooks/webhookSender";
export { recordingOf } from "./models/audio/recordingOf";
export type { AnsweringServer, AnsweringServerOptions } from "./server/answeringServer";
export {
  type ClientCertificateOptions,
  localCertificate,
  makeClientCertificate,
  type ServerCertificate,
} from "./server/certificate";
export type { Clock } from "./server/clock";
export * from "./server/errorShapes";
export type {
  Decision,
  Exchange,
  ExchangeBody,
  ExchangeSummary,
} from "./server/exchanges/exchange";
export {
  ExchangeLog,
  type ExchangeLogOptions,
  type ExchangePage,
  type ExchangeQuery,
  type ExchangeRecorder,
} from "./server/exchanges/exchangeLog";
export { hideInRecord, hideInText } from "./server/exchanges/hideSecrets";
export type { Fault, FaultKind, FaultScope } from "./server/fault";
export { FaultQueue, type WaitingFault } from "./server/faultQueue";
export type { FieldRefusal } from "./server/fieldChecks";
export { faultKinds } from "./server/readFault";
export type { RecordedRequest } from "./server/recordedRequest";
export type { AccessOptions } from "./service/access";
export type { ControlSettings, FilterSettings, LatencySpread } from "./service/controlSettings";
export {
  type ControlsView,
  EndpointControls,
  type EndpointControlsOptions,
} from "./service/endpointControls";
export type { QuotaLevel, QuotaOptions } from "./service/quota";
export {
  type LocalEndpoint,
  type LocalEndpointOptions,
  startLocalEndpoint,
} from "./service/startLocalEndpoint";
