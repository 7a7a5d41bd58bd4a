/** An object with the property, or without it when the value is undefined: what was left empty is not sent. */
export const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [Property in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { [Property in Key]?: Value };
