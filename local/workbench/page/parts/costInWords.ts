/** A cost in the currency of the entered prices: hundredths, and of less than one the first three digits. */
export const costInWords = (cost: number): string =>
  cost === 0 || cost >= 0.01
    ? cost.toLocaleString("en-US", { minimumFractionDigits: cost === 0 ? 0 : 2, maximumFractionDigits: 2 })
    : cost.toLocaleString("en-US", { maximumSignificantDigits: 3 });
