const dayMs = 24 * 60 * 60 * 1000;

/** The day that comes so many days after today, such as `2026-12-01`. */
export const dayAfter = (days: number): string =>
  new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
