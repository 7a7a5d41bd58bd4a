import { isAddressable } from "../../text/isAddressable";

/** A created receiver with its secret, which the service shows only once. */
export interface SavedReceiver {
  id: string;
  secret: string;
}

/**
 * The key of a flow's receiver in the state, which all flows of an instance share. A new version of the flow keeps it.
 */
const placeOf = ({ id, stableId }: { id: string; stableId?: string }): string =>
  `webhookReceiver:${stableId || id}`;

/** The part of the context that holds the receiver. */
export interface ReceiverContext {
  flow: { id: string; stableId?: string };
  crossFlowState: Record<string, unknown>;
}

/** The state that a lifecycle handler returns to the platform. */
export interface ReceiverState {
  crossFlowState: Record<string, unknown>;
}

/** The saved receiver of this flow; undefined for none. */
export const readReceiver = ({ flow, crossFlowState }: ReceiverContext): SavedReceiver | undefined => {
  const saved = crossFlowState?.[placeOf(flow)] as Partial<SavedReceiver> | null | undefined;
  if (typeof saved?.id !== "string" || typeof saved.secret !== "string") return undefined;
  if (!isAddressable(saved.id)) return undefined;
  return { id: saved.id, secret: saved.secret };
};

/**
 * Saves or forgets the receiver. By the platform's types, a lifecycle handler returns its state; the platform's own
 * connectors change the state they are given. Both is done here, because without the secret no event is accepted.
 */
export const saveReceiver = (
  { flow, crossFlowState }: ReceiverContext,
  receiver: SavedReceiver | null,
): ReceiverState => {
  const place = placeOf(flow);
  if (crossFlowState) crossFlowState[place] = receiver;
  return { crossFlowState: { [place]: receiver } };
};
