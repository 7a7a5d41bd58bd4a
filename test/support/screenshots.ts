import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { withVolatileMasked } from "./maskVolatile";
import { digestDifference, pageDigest } from "./pageDigest";
import { type Area, pictureDifference } from "./pictureDifference";
import { smallPicture } from "./smallPicture";

/** Where and how a picture is kept; what is left out is for README and manual. */
export interface ScreenshotOptions {
  /** Makes the page so wide for the picture; its height stays. */
  width?: number;
  folder?: string;
  /**
   * Elements that look different each time, such as drawings of times. The picture has them, and everything volatile,
   * as they are; they are left out where it is compared, and of its text.
   */
  leaveOut?: string;
  /** Writes the picture in place of comparing with it; default when UPDATE_SCREENSHOTS is set. */
  isUpdate?: boolean;
}

const root = path.join(__dirname, "..", "..");

/** Where the pictures for README and manual are, from the root. */
export const screenshotFolder = "docs/images/workbench";

/** What a picture may have; README and manual are read over slow lines as well. */
export const mostPictureBytes = 150_000;

const renew = "UPDATE_SCREENSHOTS=1 npm run test:workbench -- pictures";

interface Shot {
  picture: Buffer;
  digest: string;
  /** What is not compared. */
  areas: Area[];
}

/** Settles when what follows from another width has been drawn. */
const drawn = "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))";

const areasOf = async (page: Page, selector: string): Promise<Area[]> => {
  const boxes = (await page.locator(selector).all()).map((element) => element.boundingBox());
  return (await Promise.all(boxes)).filter((box) => box !== null);
};

const takePicture = (page: Page): Promise<Buffer> =>
  page.screenshot({ animations: "disabled", scale: "css" });

/** Hides elements from the text of a page, or shows them again. */
const hideFromText = async (page: Page, selector: string, isHidden: boolean): Promise<void> => {
  const change = isHidden ? "setAttribute('aria-hidden', 'true')" : "removeAttribute('aria-hidden')";
  const each = `document.querySelectorAll(${JSON.stringify(selector)})`;
  await page.evaluate(`for (const element of ${each}) element.${change}`);
};

const shootAsShown = async (page: Page, selector: string): Promise<Shot> => {
  const [picture, areas] = [await takePicture(page), await areasOf(page, selector)];
  await hideFromText(page, selector, true);
  try {
    return { picture, areas, digest: await withVolatileMasked(page, () => pageDigest(page)) };
  } finally {
    await hideFromText(page, selector, false);
  }
};

const shootMasked = (page: Page): Promise<Shot> =>
  withVolatileMasked(page, async () => ({
    digest: await pageDigest(page),
    picture: await takePicture(page),
    areas: [],
  }));

const takeShot = async (
  page: Page,
  { width, leaveOut }: { width: number | undefined; leaveOut: string | undefined },
): Promise<Shot> => {
  const before = page.viewportSize();
  if (before !== null && width !== undefined) {
    await page.setViewportSize({ ...before, width });
    await page.evaluate(drawn);
  }
  try {
    return leaveOut === undefined ? await shootMasked(page) : await shootAsShown(page, leaveOut);
  } finally {
    if (before !== null) await page.setViewportSize(before);
  }
};

const write = (file: string, { picture, digest }: Shot): void => {
  const bytes = smallPicture(picture);
  if (bytes.length > mostPictureBytes) {
    const sizes = `${bytes.length} bytes, and ${mostPictureBytes} are the most`;
    throw new Error(`${path.basename(file)}.png would have ${sizes}: make the page smaller for it.`);
  }
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.png`, bytes);
  writeFileSync(`${file}.txt`, digest);
};

const readIfThere = (file: string): Buffer | undefined => {
  try {
    return readFileSync(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
};

const staleness = (file: string, { picture, digest, areas }: Shot): string | undefined => {
  const [kept, keptDigest] = [readIfThere(`${file}.png`), readIfThere(`${file}.txt`)];
  if (kept === undefined || keptDigest === undefined) return "it is not kept yet";
  return digestDifference(keptDigest.toString(), digest) ?? pictureDifference(kept, picture, areas);
};

/**
 * Compares what a page shows with the picture that README and manual have of it: headings, labels and their order must
 * be the same, and the brightness about the same, since fonts differ by machine. What has `data-volatile` is masked.
 * Throws when the picture is stale, and says how it is renewed.
 */
export const keepScreenshot = async (
  page: Page,
  name: string,
  {
    width,
    leaveOut,
    folder = path.join(root, screenshotFolder),
    isUpdate = Boolean(process.env["UPDATE_SCREENSHOTS"]),
  }: ScreenshotOptions = {},
): Promise<void> => {
  const file = path.join(folder, name);
  const shot = await takeShot(page, { width, leaveOut });
  if (isUpdate) write(file, shot);
  const problem = staleness(file, shot);
  if (problem !== undefined) throw new Error(`${name}.png is stale: ${problem}. Renew it: ${renew}`);
};
