/** Ids of deliveries that reached the flow, with their times in seconds since the epoch, newest last. */
type SeenDeliveries = ReadonlyArray<readonly [webhookId: string, seenAt: number]>;

/** Key of the deliveries in the flow's state. */
const place = "webhookDeliveries";
const mostSeen = 1_000;
/** OpenAI tries to deliver an event for this long. */
const rememberedSeconds = 3 * 86_400;

/** Reads the deliveries in the flow's state. */
export const readSeen = (instanceState: Readonly<Record<string, unknown>> | undefined): SeenDeliveries => {
  const saved = instanceState?.[place];
  if (!Array.isArray(saved)) return [];
  return saved.flatMap((row: unknown) =>
    Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "number"
      ? [[row[0], row[1]] as const]
      : [],
  );
};

/** State with one more delivery, and without those that are too old. */
export const rememberDelivery = (
  seen: SeenDeliveries,
  webhookId: string,
  nowSeconds: number,
): Record<string, SeenDeliveries> => {
  const young = seen.filter(([, seenAt]) => seenAt > nowSeconds - rememberedSeconds);
  return { [place]: [...young, [webhookId, nowSeconds] as const].slice(-mostSeen) };
};
