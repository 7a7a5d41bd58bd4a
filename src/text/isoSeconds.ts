let latest = { second: Number.NaN, text: "" };

/** A time as ISO 8601 in whole seconds: `2026-11-26T08:00:00Z`. What was told last is kept: most calls are quick. */
export const isoSeconds = (atMs: number): string => {
  const second = Math.floor(atMs / 1000);
  if (second !== latest.second)
    latest = { second, text: `${new Date(atMs).toISOString().slice(0, -".000Z".length)}Z` };
  return latest.text;
};
