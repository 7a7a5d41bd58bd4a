import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";

/** The bundle of a dist folder. */
export const bundleOf = (dist: string): string => path.join(dist, "index.js");

/** Bytes of the zip that the platform stores: each file deflated at level 9, with zip's headers around it. */
export const zipBytes = (dist: string): number => {
  const endOfDirectory = 22;
  return readdirSync(dist).reduce((sum, name) => {
    const headers = 30 + 46 + 2 * Buffer.byteLength(name);
    return sum + headers + deflateRawSync(readFileSync(path.join(dist, name)), { level: 9 }).length;
  }, endOfDirectory);
};

/** Says what is measured and how large it is. */
export const printSizes = (dist: string): void => {
  console.log(`${dist}: index.js ${statSync(bundleOf(dist)).size} bytes, zip ${zipBytes(dist)} bytes\n`);
};
