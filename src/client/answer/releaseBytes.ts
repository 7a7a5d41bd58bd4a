/**
 * Gives the memory of bytes that nobody reads any more back at once, where it is theirs alone: the collector of
 * garbage takes its time with bytes.
 */
export const release = (bytes: Buffer): void => {
  // Node 20, on which developers may run the bundle, has no transfer.
  const memory = bytes.buffer as ArrayBuffer & { transfer?(lengthBytes: number): ArrayBuffer };
  if (memory.byteLength === bytes.length) memory.transfer?.(0);
};
