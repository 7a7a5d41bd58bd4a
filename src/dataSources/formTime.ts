/** How long a form waits for its choices: one attempt, and all of them together. */
export const formTime = { timeout: 8_000, totalTimeout: 25_000 };
