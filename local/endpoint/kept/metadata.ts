import { isRecord } from "../server/answer";

/** True for metadata as both services take it: up to 16 texts of 512 characters, with names of 64 characters. */
export const isMetadata = (metadata: unknown): metadata is Record<string, unknown> => {
  if (!isRecord(metadata)) return false;
  const pairs = Object.entries(metadata);
  return (
    pairs.length <= 16 &&
    pairs.every(([name, value]) => name.length <= 64 && typeof value === "string" && value.length <= 512)
  );
};
