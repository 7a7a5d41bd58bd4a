/** The message that a cleaner refuses a value with; fails when the value is accepted. */
export const refusalOf = (clean: (value: unknown) => unknown, value: unknown): string => {
  let accepted: unknown;
  try {
    accepted = clean(value);
  } catch (error) {
    if (error instanceof Error) return error.message;
    throw new Error(`Not an Error: ${String(error)}`);
  }
  throw new Error(`Nothing was refused; the value became ${JSON.stringify(accepted)}`);
};
