import { PNG } from "pngjs";

/** Small whole images of the formats that models look at. */
export const sampleImages = {
  png: PNG.sync.write(new PNG({ width: 2, height: 2 })),
  jpeg: Buffer.from("ffd8ffe000104a46494600010100000100010000ffda00080101000000ffd9", "hex"),
  gif: Buffer.from("47494638396101000100000000002c00000000010001000002024401003b", "hex"),
  webp: Buffer.from("524946461a000000574542505650384c0d0000002f00000010071011118888fe0700", "hex"),
};
