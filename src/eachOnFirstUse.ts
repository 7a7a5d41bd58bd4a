/**
 * An object with the same keys whose values are made when they are first read. `convert` is called with an object of
 * one part and returns the converted part under the same key. Listing or copying the values converts all of them. It
 * is a proxy, because a getter for each key takes every step longer than all that is read of them.
 */
export const eachOnFirstUse = <Part, Converted>(
  parts: Readonly<Record<string, Part>>,
  convert: (part: Record<string, Part>) => Record<string, Converted>,
): Record<string, Converted> => {
  const removed = new Set<PropertyKey>();
  const isWaiting = (made: object, key: PropertyKey): key is string =>
    !Object.hasOwn(made, key) && Object.hasOwn(parts, key) && !removed.has(key);
  const read = (made: Record<string, Converted>, key: PropertyKey): unknown => {
    if (isWaiting(made, key)) made[key] = convert({ [key]: parts[key] as Part })[key] as Converted;
    return Reflect.get(made, key);
  };
  const inOrder = (made: object): Array<string | symbol> => [
    ...new Set([...Object.keys(parts).filter((key) => !removed.has(key)), ...Reflect.ownKeys(made)]),
  ];
  return new Proxy<Record<string, Converted>>(
    {},
    {
      get: read,
      set: (made, key, value) => Reflect.set(made, key, value),
      has: (made, key) => isWaiting(made, key) || Reflect.has(made, key),
      ownKeys: inOrder,
      // Listing keys asks for this, and makes no value.
      getOwnPropertyDescriptor: (made, key) =>
        isWaiting(made, key)
          ? { enumerable: true, configurable: true, get: () => read(made, key) }
          : Reflect.getOwnPropertyDescriptor(made, key),
      deleteProperty: (made, key) => {
        removed.add(key);
        return Reflect.deleteProperty(made, key);
      },
    },
  );
};
