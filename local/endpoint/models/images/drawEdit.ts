import { PNG } from "pngjs";
import { hashText, seededRandom } from "../../server/seededRandom";
import { encodeJpeg } from "./encodeJpeg";
import type { EditedImages } from "./readEdit";

interface Edit {
  images: EditedImages;
  prompt: string;
  index: number;
  width: number;
  height: number;
  format: "png" | "jpeg";
}

type Color = [red: number, green: number, blue: number];

const gray: Color = [128, 128, 128];

const colorIn = (png: PNG, place: number): Color => [...png.data.subarray(place, place + 3)] as Color;

/**
 * The first image in the size asked for, with the color of the prompt where the mask is transparent: the edited image
 * shows the mask. Without a mask, every fourth column has it. An image that is no PNG is gray.
 */
export const drawEdit = ({ images, prompt, index, width, height, format }: Edit): Buffer => {
  const random = seededRandom(hashText(`${prompt}#${index}`));
  const ink = [random() * 256, random() * 256, random() * 256].map(Math.floor) as Color;
  const { first, mask } = images;
  const placeIn = (png: PNG, x: number, y: number): number =>
    4 * (Math.floor((y * png.height) / height) * png.width + Math.floor((x * png.width) / width));
  const colorAt = (x: number, y: number): Color => {
    const isChanged = mask ? mask.data[placeIn(mask, x, y) + 3] === 0 : x % 4 === 0;
    if (isChanged) return ink;
    return first ? colorIn(first, placeIn(first, x, y)) : gray;
  };
  if (format === "jpeg") return encodeJpeg(width, height, colorAt);
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1)
    png.data.set([...colorAt(pixel % width, Math.floor(pixel / width)), 255], pixel * 4);
  return PNG.sync.write(png, { deflateLevel: 1, filterType: 0 });
};
