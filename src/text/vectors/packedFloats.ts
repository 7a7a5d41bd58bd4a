const bytesPerFloat = 4;

/**
 * The 32-bit floats that bytes hold, little-endian as on every processor of the runners; undefined when the last one is
 * cut off. The bytes are used in place, and copied only where they don't begin at a multiple of four.
 */
export const packedFloats = (bytes: Uint8Array): Float32Array | undefined => {
  if (bytes.length % bytesPerFloat !== 0) return undefined;
  const { buffer, byteOffset } = bytes.byteOffset % bytesPerFloat === 0 ? bytes : new Uint8Array(bytes);
  return new Float32Array(buffer, byteOffset, bytes.length / bytesPerFloat);
};
