/** The ids of deliveries that reached the flow, and when, in seconds since the epoch; the newest last. */
type SeenDeliveries = ReadonlyArray<readonly [webhookId: string, seenAt: number]>;

/** The trigger's own place in the flow's state. */
const place = "webhookDeliveries";
const mostSeen = 1_000;
/** As long as OpenAI tries to deliver an event. */
const rememberedSeconds = 3 * 86_400;

/** The deliveries that the flow's state remembers. */
export const readSeen = (instanceState: Readonly<Record<string, unknown>> | undefined): SeenDeliveries => {
  const saved = instanceState?.[place];
  if (!Array.isArray(saved)) return [];
  return saved.flatMap((row: unknown) =>
    Array.isArray(row) && typeof row[0] === "string" && typeof row[1] === "number"
      ? [[row[0], row[1]] as const]
      : [],
  );
};

/** The state that remembers one delivery more, and no more than it has to. */
export const rememberDelivery = (
  seen: SeenDeliveries,
  webhookId: string,
  nowSeconds: number,
): Record<string, SeenDeliveries> => {
  const young = seen.filter(([, seenAt]) => seenAt > nowSeconds - rememberedSeconds);
  return { [place]: [...young, [webhookId, nowSeconds] as const].slice(-mostSeen) };
};
