/**
 * An object with the same keys whose values are made when they are first asked for: `convert` gets an object with one
 * of the parts, and gives one with what becomes of it under the same key. Whoever lists or copies the values makes
 * all of them, and sees plain properties.
 */
export const eachOnFirstUse = <Part, Converted>(
  parts: Readonly<Record<string, Part>>,
  convert: (part: Record<string, Part>) => Record<string, Converted>,
): Record<string, Converted> => {
  const converted: Record<string, Converted> = {};
  for (const key of Object.keys(parts)) {
    const define = (descriptor: PropertyDescriptor) =>
      Object.defineProperty(converted, key, { enumerable: true, configurable: true, ...descriptor });
    const get = () => {
      const value = convert({ [key]: parts[key] as Part })[key];
      define({ value, writable: true });
      return value;
    };
    define({ get, set: (value: unknown) => define({ value, writable: true }) });
  }
  return converted;
};
