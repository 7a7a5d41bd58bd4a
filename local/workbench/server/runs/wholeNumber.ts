/** The whole number in a query, or the preset where there is none. */
export const wholeNumber = (text: string | null, preset: number): number =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : preset;
