/** A time of the day, to the second. */
export const clockTime = (atMs: number): string => new Date(atMs).toLocaleTimeString("en-GB");
