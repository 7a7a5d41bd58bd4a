import { packedFloats } from "../vectors/packedFloats";

/** A vector, or why there is none. */
type ReadVector = { vector: Float32Array } | { problem: string };

/** Bytes of a text in base64; undefined where the text has other characters, which Node's decoder leaves out. */
const decoded = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, "base64");
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  return bytes.length === Math.floor(((text.length - padding) * 3) / 4) ? bytes : undefined;
};

const fromBase64 = (text: string): ReadVector => {
  const bytes = decoded(text);
  if (!bytes) return { problem: "it is a text that is not base64" };
  const vector = packedFloats(bytes);
  return vector
    ? { vector }
    : { problem: `its ${bytes.length} bytes are not whole numbers of four bytes each` };
};

/**
 * Reads a vector by what it is, whatever was asked for: float32 numbers as base64, or a list of numbers. One that is
 * empty, or has something other than finite numbers, is none.
 */
export const readVector = (value: unknown): ReadVector => {
  if (typeof value !== "string" && !Array.isArray(value))
    return { problem: "it is neither a list of numbers nor base64" };
  if (Array.isArray(value)) {
    const strange = value.findIndex((entry) => typeof entry !== "number");
    if (strange >= 0) return { problem: `number ${strange + 1} of it is not a number` };
  }
  const read = typeof value === "string" ? fromBase64(value) : { vector: Float32Array.from(value) };
  if ("problem" in read) return read;
  if (read.vector.length === 0) return { problem: "it is empty" };
  const infinite = read.vector.findIndex((entry) => !Number.isFinite(entry));
  return infinite < 0 ? read : { problem: `number ${infinite + 1} of it is not finite` };
};
