import { isAddressable } from "../../text/isAddressable";

/** The endpoint that was created for a flow: the service shows its secret this one time. */
export interface SavedEndpoint {
  id: string;
  secret: string;
}

/** Flows of an instance share the state: each has a place of its own, which a new version of the flow keeps. */
const placeOf = ({ id, stableId }: { id: string; stableId?: string }): string =>
  `webhookEndpoint:${stableId || id}`;

/** The part of a context in which the endpoint is kept. */
interface EndpointContext {
  flow: { id: string; stableId?: string };
  crossFlowState: Record<string, unknown>;
}

/** The endpoint that was created for this flow, if one was. */
export const readEndpoint = ({ flow, crossFlowState }: EndpointContext): SavedEndpoint | undefined => {
  const saved = crossFlowState?.[placeOf(flow)] as Partial<SavedEndpoint> | null | undefined;
  if (typeof saved?.id !== "string" || typeof saved.secret !== "string") return undefined;
  if (!isAddressable(saved.id)) return undefined;
  return { id: saved.id, secret: saved.secret };
};

/**
 * Keeps the endpoint, or forgets it. The platform's types ask a lifecycle handler to return its state, its own
 * connectors write into the one they are given: here it is both, since without the secret no event is accepted.
 */
export const saveEndpoint = (
  { flow, crossFlowState }: EndpointContext,
  endpoint: SavedEndpoint | null,
): { crossFlowState: Record<string, unknown> } => {
  const place = placeOf(flow);
  if (crossFlowState) crossFlowState[place] = endpoint;
  return { crossFlowState: { [place]: endpoint } };
};
