/**
 * Frees the memory of bytes that are no longer needed, at once, unless they share it: the garbage collector frees such
 * memory late.
 */
export const release = (bytes: Buffer): void => {
  // Node 20, on which developers may run the bundle, has no `transfer`.
  const memory = bytes.buffer as ArrayBuffer & { transfer?(lengthBytes: number): ArrayBuffer };
  if (memory.byteLength === bytes.length) memory.transfer?.(0);
};
