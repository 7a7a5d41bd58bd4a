/**
 * An object with the same keys whose values are made when they are first read. `convert` is called with an object of
 * one part and returns the converted part under the same key. Listing or copying the values converts all of them.
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
