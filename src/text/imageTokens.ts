import type { Dimensions } from "./imageDimensions";

/**
 * How a family of models counts an image (OpenAI's guide "Images and vision", which Azure's pages on vision repeat): by
 * tiles of 512 pixels beside a base, or by patches of 32 pixels with a factor.
 */
type ImageRule = { base: number; tile: number } | { factor: number };

/** The rules by the beginning of a model's name; the first that fits wins. */
const rules: ReadonlyArray<readonly [name: RegExp, rule: ImageRule]> = [
  [/^gpt-4o-mini/i, { base: 2833, tile: 5667 }],
  [/^gpt-(5(\.\d+)?|4\.1)-mini|^codex-mini/i, { factor: 1.62 }],
  [/^gpt-(5(\.\d+)?|4\.1)-nano/i, { factor: 2.46 }],
  [/^o4-mini/i, { factor: 1.72 }],
  [/^gpt-5/i, { base: 70, tile: 140 }],
  [/^o[13]/i, { base: 75, tile: 150 }],
  [/^computer-use/i, { base: 65, tile: 129 }],
];

/** The rule of gpt-4o and gpt-4.1, for names that say nothing. */
const usualRule: ImageRule = { base: 85, tile: 170 };

const patch = 32;
const mostPatches = 1536;
const longestSide = 2048;
const shortSide = 768;
const tileSide = 512;

const patchesOf = ({ width, height }: Dimensions): number => {
  const count = (scale: number): number =>
    Math.ceil((width * scale) / patch - 1e-9) * Math.ceil((height * scale) / patch - 1e-9);
  if (count(1) <= mostPatches) return count(1);
  const scale = Math.sqrt((patch * patch * mostPatches) / (width * height));
  const across = (width * scale) / patch;
  const down = (height * scale) / patch;
  // Whole patches along one side, as the guide scales it.
  const whole = Math.min(Math.floor(across) / across, Math.floor(down) / down);
  return Math.min(mostPatches, count(scale * (whole || 1)));
};

const tilesOf = ({ width, height }: Dimensions): number => {
  const fit = Math.min(1, longestSide / Math.max(width, height));
  const scale = fit * Math.min(1, shortSide / (Math.min(width, height) * fit));
  return Math.ceil((width * scale) / tileSide - 1e-9) * Math.ceil((height * scale) / tileSide - 1e-9);
};

/**
 * Estimates the input tokens of an image.
 * @param model - OpenAI's name of the model; any other name counts as gpt-4o
 * @param detail - low counts the same for every size, with models that count tiles; all else is high
 */
export const imageTokens = (size: Dimensions, model = "", detail?: unknown): number => {
  const rule = rules.find(([name]) => name.test(model.replace(/^ft:/i, "")))?.[1] ?? usualRule;
  if ("factor" in rule) return Math.ceil(patchesOf(size) * rule.factor);
  return detail === "low" ? rule.base : rule.base + rule.tile * tilesOf(size);
};
