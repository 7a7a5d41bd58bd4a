/** An object with the property, or {} when the value is undefined: empty inputs are not sent. */
export const optional = <Key extends string, Value>(
  key: Key,
  value: Value | undefined,
): { [Property in Key]?: Value } =>
  (value === undefined ? {} : { [key]: value }) as { [Property in Key]?: Value };
