/** A number from here on is in a smaller unit: in seconds, it would be in the year 5138. */
const leastMilliseconds = 100_000_000_000;

/**
 * Reads a service's time as seconds since the epoch. It may be a number of seconds or of a smaller unit, or an ISO
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
