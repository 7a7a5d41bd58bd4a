import { imageDimensions } from "../imageDimensions";
import { bytesInUrl } from "../readImage";

/** Limits of Azure AI Content Safety (its reference). */
const mostBytes = 4 * 2 ** 20;
const [leastPixels, mostPixels] = [50, 2048];

/** The base64 of a data URL. */
export const base64In = (url: string): string => url.slice(url.indexOf(",") + 1);

/** Why Content Safety does not take an image, to follow its place in a sentence; undefined where it does. */
export const safetyImageProblem = (url: string): string | undefined => {
  const bytes = bytesInUrl(url);
  if (bytes > mostBytes)
    return `has ${(bytes / 2 ** 20).toFixed(1)} MB, and Content Safety takes ${mostBytes / 2 ** 20} MB. Make it smaller.`;
  const size = imageDimensions(Buffer.from(base64In(url), "base64"));
  if (!size) return undefined;
  const sides = [size.width, size.height];
  return sides.every((side) => side >= leastPixels && side <= mostPixels)
    ? undefined
    : `has ${size.width} × ${size.height} pixels, and Content Safety takes from ${leastPixels} × ${leastPixels} to ${mostPixels} × ${mostPixels}. Scale it.`;
};
