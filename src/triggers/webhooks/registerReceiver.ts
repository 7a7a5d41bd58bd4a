import { addNote, isOwnError, type OwnError } from "../../client/errors/errors";
import type { ReceiverRegistry, ReceiverSettings } from "./receiverRegistry";
import type { SavedReceiver } from "./savedReceiver";

/** Statuses of a service that has no webhook receivers, has them elsewhere, or denies them to this credential. */
const notOffered = new Set([403, 404, 405, 501]);

const byHand =
  "Webhook receivers can't be created here with this connection: create one by hand (in the Foundry portal, or in the project's settings on OpenAI) with this flow's webhook URL, and enter its secret as Signing Secret.";

/** True for a refusal after which the receiver must be created by hand. */
const isNotOffered = (error: unknown): error is OwnError =>
  isOwnError(error) && notOffered.has(error.status ?? 0);

const isAsWanted = (found: Partial<ReceiverSettings>, wanted: ReceiverSettings): boolean => {
  const { url, event_types: types }: { url?: unknown; event_types?: unknown } = found;
  const listed = Array.isArray(types) ? types.map(String) : [];
  return url === wanted.url && listed.sort().join() === [...wanted.event_types].sort().join();
};

/**
 * Makes sure that the flow's URL has exactly one receiver, however often this runs. The one with the known secret is
 * kept; others for this URL are deleted, because their deliveries could not be verified.
 */
const register = async (
  registry: ReceiverRegistry,
  saved: SavedReceiver | undefined,
  wanted: ReceiverSettings,
): Promise<SavedReceiver> => {
  const listed = await registry.list();
  const own = listed.find(({ id }) => id === saved?.id);
  for (const { id, url } of listed) if (url === wanted.url && id !== saved?.id) await registry.remove(id);
  if (own && saved) {
    if (!isAsWanted(own, wanted)) await registry.update(own.id, wanted);
    return saved;
  }
  // An outdated list may lack the receiver.
  if (saved) await registry.remove(saved.id);
  return registry.create(wanted);
};

/**
 * Registers the flow's URL with the service.
 * @throws the client's error, with how to do it by hand where the service has no receivers.
 */
export const registerReceiver = async (
  registry: ReceiverRegistry,
  saved: SavedReceiver | undefined,
  wanted: ReceiverSettings,
  warn: (line: string) => void,
): Promise<SavedReceiver> => {
  try {
    return await register(registry, saved, wanted);
  } catch (error) {
    if (!isNotOffered(error)) throw error;
    addNote(error, byHand);
    warn(error.message);
    throw error;
  }
};
