import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { PNG } from "pngjs";

/*
 * Draws assets/icon.png from assets/icon.svg: `npx tsx scripts/drawIcon.ts`. Needs Chromium, as `chromium` on the
 * PATH or under the name in the environment variable CHROMIUM.
 */

const edgePixels = 128;
const assets = path.join(__dirname, "..", "assets");

const screenshot = (svgFile: string, folder: string): Buffer => {
  const page = path.join(folder, "icon.html");
  const picture = path.join(folder, "icon.png");
  writeFileSync(
    page,
    `<body style="margin:0"><img src="file://${svgFile}" width="${edgePixels}" height="${edgePixels}">`,
  );
  execFileSync(
    process.env["CHROMIUM"] ?? "chromium",
    [
      "--headless",
      "--no-sandbox",
      "--hide-scrollbars",
      "--allow-file-access-from-files",
      "--default-background-color=00000000",
      `--window-size=${edgePixels},${edgePixels}`,
      `--screenshot=${picture}`,
      `file://${page}`,
    ],
    { stdio: "ignore" },
  );
  return readFileSync(picture);
};

const noise = 4;
const isNear = (left: readonly number[], right: readonly number[]): boolean =>
  left.every((channel, index) => Math.abs(channel - (right[index] ?? 0)) <= noise);

/** Gives each row's pixels the row's most frequent color near theirs: Chromium dithers, which PNG can't compress. */
const withoutDither = (picture: PNG): PNG => {
  const { width, height, data } = picture;
  for (let row = 0; row < height; row += 1) {
    const pixels = Array.from({ length: width }, (_, column) => [
      ...data.subarray((row * width + column) * 4, (row * width + column) * 4 + 4),
    ]);
    const counts = new Map<string, number>();
    for (const pixel of pixels) counts.set(pixel.join(), (counts.get(pixel.join()) ?? 0) + 1);
    const frequent = [...counts]
      .sort(([, left], [, right]) => right - left)
      .map(([color]) => color.split(",").map(Number));
    pixels.forEach((pixel, column) => {
      data.set(frequent.find((color) => isNear(color, pixel)) ?? pixel, (row * width + column) * 4);
    });
  }
  return picture;
};

const folder = mkdtempSync(path.join(tmpdir(), "icon-"));
try {
  const picture = withoutDither(PNG.sync.read(screenshot(path.join(assets, "icon.svg"), folder)));
  writeFileSync(
    path.join(assets, "icon.png"),
    PNG.sync.write(picture, { deflateLevel: 9, deflateStrategy: 0, filterType: 0 }),
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}
