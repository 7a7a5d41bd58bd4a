/** Values as the designer's dropdown takes them, each its own label. */
export const choices = (values: readonly string[]): Array<{ label: string; value: string }> =>
  values.map((value) => ({ label: value, value }));
