/** A time as ISO 8601 in whole seconds: `2026-11-26T08:00:00Z`. */
export const isoSeconds = (atMs: number): string =>
  `${new Date(atMs).toISOString().slice(0, -".000Z".length)}Z`;
