import { isAddressable } from "../../text/isAddressable";

/** The receiver that was created for a flow: the service shows its secret this one time. */
export interface SavedReceiver {
  id: string;
  secret: string;
}

/** Flows of an instance share the state: each has a place of its own, which a new version of the flow keeps. */
const placeOf = ({ id, stableId }: { id: string; stableId?: string }): string =>
  `webhookReceiver:${stableId || id}`;

/** The part of a context in which the receiver is kept. */
export interface ReceiverContext {
  flow: { id: string; stableId?: string };
  crossFlowState: Record<string, unknown>;
}

/** The state as a lifecycle handler gives it to the platform. */
export interface ReceiverState {
  crossFlowState: Record<string, unknown>;
}

/** The receiver that was created for this flow, if one was. */
export const readReceiver = ({ flow, crossFlowState }: ReceiverContext): SavedReceiver | undefined => {
  const saved = crossFlowState?.[placeOf(flow)] as Partial<SavedReceiver> | null | undefined;
  if (typeof saved?.id !== "string" || typeof saved.secret !== "string") return undefined;
  if (!isAddressable(saved.id)) return undefined;
  return { id: saved.id, secret: saved.secret };
};

/**
 * Keeps the receiver, or forgets it. The platform's types ask a lifecycle handler to return its state, its own
 * connectors write into the one they are given: here it is both, since without the secret no event is accepted.
 */
export const saveReceiver = (
  { flow, crossFlowState }: ReceiverContext,
  receiver: SavedReceiver | null,
): ReceiverState => {
  const place = placeOf(flow);
  if (crossFlowState) crossFlowState[place] = receiver;
  return { crossFlowState: { [place]: receiver } };
};
