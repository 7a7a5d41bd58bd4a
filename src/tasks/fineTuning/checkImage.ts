import { bytesOfDataUrl } from "../../text/encodedBytes";
import { fileFormat } from "../../text/fileFormat";
import { fieldsOf } from "../../text/isObject";
import { isPresent } from "./checkTools";
import type { RowFindings } from "./RowFindings";

/** Azure and OpenAI leave out larger ones in silence (their guides to fine-tuning with images). */
const mostImageBytes = 10 * 2 ** 20;
const imageTypes = new Set(["image/jpeg", "image/png", "image/webp"]);

const details = new Set<unknown>(["auto", "low", "high"]);

const checkDataUrl = (url: string, place: string, findings: RowFindings): void => {
  const bytes = bytesOfDataUrl(url);
  if (!bytes) {
    findings.refuse("An image is a data URL without data, or with data that is not base64.", place);
    return;
  }
  const format = fileFormat(bytes);
  if (!imageTypes.has(format?.imageType ?? ""))
    findings.refuse("An image is no PNG, JPEG or WebP, which are what models are trained with.", place);
  if (bytes.length > mostImageBytes) findings.refuse("An image has more than 10 MB.", place);
};

/** Looks at an image of a user's message: what the services would skip in silence is wrong. */
export const checkImage = (part: unknown, place: string, findings: RowFindings): void => {
  const { image_url: image } = fieldsOf(part);
  const { url, detail } = fieldsOf(image);
  if (typeof url !== "string" || url === "") {
    findings.refuse("An image has no image_url.url.", place);
    return;
  }
  if (isPresent(detail) && !details.has(detail))
    findings.refuse("An image has a detail that is not auto, low or high.", place);
  if (url.startsWith("data:")) checkDataUrl(url, place, findings);
  else if (!/^https:\/\//i.test(url) || !URL.canParse(url))
    findings.refuse("An image is neither an https address nor a data URL.", place);
};
