/** Values and what each is called. */
export type Choices<Value extends string = string> = Readonly<Record<Value, string>>;

/** The values of choices, in their order. */
export const valuesOf = <Value extends string>(choices: Choices<Value>): Value[] =>
  Object.keys(choices) as Value[];

/** Choices as the designer's dropdown takes them. */
export const dropdown = (choices: Choices): Array<{ label: string; value: string }> =>
  valuesOf(choices).map((value) => ({ label: choices[value] ?? value, value }));

/** Values that are words already as the designer's dropdown takes them. */
export const choices = (values: readonly string[]): Array<{ label: string; value: string }> =>
  values.map((value) => ({ label: value.charAt(0).toUpperCase() + value.slice(1), value }));
