/** From this number on, a time is in milliseconds: as seconds it would lie in the year 5138. */
const leastMilliseconds = 100_000_000_000;

/** A time of the service in seconds since the epoch: it writes a number or an ISO text. Undefined for anything else. */
export const unixSeconds = (value: unknown): number | undefined => {
  if (value === "" || (typeof value !== "number" && typeof value !== "string")) return undefined;
  const number = Number(value);
  const seconds = Number.isNaN(number)
    ? Date.parse(String(value)) / 1000
    : number >= leastMilliseconds
      ? number / 1000
      : number;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : undefined;
};
