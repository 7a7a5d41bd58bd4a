import type { EndpointRegistry, EndpointSettings } from "./endpointRegistry";
import type { SavedEndpoint } from "./savedEndpoint";

/** Statuses of a service that has no webhook endpoints, has them elsewhere, or keeps them from this credential. */
const notOffered = new Set([403, 404, 405, 501]);

const byHand =
  "Webhook endpoints can't be created here with this connection: create one by hand (in the Foundry portal, or in the project's settings on OpenAI) with this flow's webhook URL, and enter its secret as Signing Secret.";

/** True for a refusal after which the endpoint has to be created by hand. */
const isNotOffered = (error: unknown): error is Error =>
  error instanceof Error && notOffered.has((error as { status?: number }).status ?? 0);

const isAsWanted = (found: Partial<EndpointSettings>, wanted: EndpointSettings): boolean => {
  const { url, event_types: types }: { url?: unknown; event_types?: unknown } = found;
  const listed = Array.isArray(types) ? types.map(String) : [];
  return url === wanted.url && listed.sort().join() === [...wanted.event_types].sort().join();
};

/**
 * Leaves exactly one endpoint for the flow's URL, however often it is asked to: the one whose secret is known is
 * kept, others for the same URL are deleted, since what they send could not be verified.
 */
const register = async (
  registry: EndpointRegistry,
  saved: SavedEndpoint | undefined,
  wanted: EndpointSettings,
): Promise<SavedEndpoint> => {
  const listed = await registry.list();
  const own = listed.find(({ id }) => id === saved?.id);
  for (const { id, url } of listed) if (url === wanted.url && id !== saved?.id) await registry.remove(id);
  if (own && saved) {
    if (!isAsWanted(own, wanted)) await registry.update(own.id, wanted);
    return saved;
  }
  // A list that is not up to date may lack it.
  if (saved) await registry.remove(saved.id);
  return registry.create(wanted);
};

/**
 * Registers the flow's URL with the service.
 * @throws The client's error, which says how to do it by hand where the service does not offer it.
 */
export const registerEndpoint = async (
  registry: EndpointRegistry,
  saved: SavedEndpoint | undefined,
  wanted: EndpointSettings,
  warn: (line: string) => void,
): Promise<SavedEndpoint> => {
  try {
    return await register(registry, saved, wanted);
  } catch (error) {
    if (!isNotOffered(error)) throw error;
    error.message = `${error.message} ${byHand}`;
    warn(error.message);
    throw error;
  }
};
