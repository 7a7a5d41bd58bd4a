/** From this number on, a time is in a smaller unit: as seconds it would lie in the year 5138. */
const leastMilliseconds = 100_000_000_000;

/**
 * A time of the service in seconds since the epoch: it writes a number, of seconds or of a smaller unit, or an ISO
 * text. Undefined for anything else.
 */
export const unixSeconds = (value: unknown): number | undefined => {
  if (typeof value !== "number" && (typeof value !== "string" || value.trim() === "")) return undefined;
  const number = Number(value);
  let seconds = Number.isNaN(number) ? Date.parse(String(value)) / 1000 : number;
  if (!Number.isFinite(seconds) || seconds <= 0) return undefined;
  // Milliseconds, microseconds, nanoseconds.
  for (let unit = 0; unit < 3 && seconds >= leastMilliseconds; unit += 1) seconds /= 1000;
  return seconds < leastMilliseconds ? seconds : undefined;
};
