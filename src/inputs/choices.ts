/** Values with their labels. */
export type Choices<Value extends string = string> = Readonly<Record<Value, string>>;

/** The values of choices, in order. */
export const valuesOf = <Value extends string>(choices: Choices<Value>): Value[] =>
  Object.keys(choices) as Value[];

/** Converts choices to a dropdown of the designer. */
export const dropdown = (choices: Choices): Array<{ label: string; value: string }> =>
  valuesOf(choices).map((value) => ({ label: choices[value] ?? value, value }));

/** Makes a dropdown of the designer from values that are readable words. */
export const choices = (values: readonly string[]): Array<{ label: string; value: string }> =>
  values.map((value) => ({ label: value.charAt(0).toUpperCase() + value.slice(1), value }));
