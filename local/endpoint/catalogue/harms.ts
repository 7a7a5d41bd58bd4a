import { PNG } from "pngjs";

/** What texts and images are judged for. */
type Harm = "hate" | "selfHarm" | "sexual" | "violence";

/** A severity from 0 to 7 for each of them. */
export type Severities = Record<Harm, number>;

const none: Severities = { hate: 0, selfHarm: 0, sexual: 0, violence: 0 };

/** The words that judges look for, and how bad each is. */
const words: ReadonlyArray<readonly [word: string, harm: Harm, severity: number]> = [
  ["vermin", "hate", 5],
  ["despise", "hate", 2],
  ["hurt myself", "selfHarm", 3],
  ["naked", "sexual", 2],
  ["explicit", "sexual", 6],
  ["kill", "violence", 2],
  ["stab", "violence", 5],
  ["massacre", "violence", 7],
];

/** What a text has of each harm, by its words. */
export const harmsInText = (text: string): Severities => {
  const found = { ...none };
  const lower = text.toLowerCase();
  for (const [word, harm, severity] of words)
    if (lower.includes(word)) found[harm] = Math.max(found[harm], severity);
  return found;
};

/** The colors that stand for harms in images. */
const colors: ReadonlyArray<readonly [rgb: readonly [number, number, number], harm: Harm]> = [
  [[255, 0, 0], "violence"],
  [[0, 255, 0], "selfHarm"],
  [[255, 0, 255], "sexual"],
  [[255, 255, 0], "hate"],
];

const harmOfColor = (red: number, green: number, blue: number): Harm | undefined =>
  colors.find(([rgb]) =>
    [red, green, blue].every((value, place) => Math.abs(value - (rgb[place] ?? 0)) < 64),
  )?.[1];

const imageSeverity = 6;

/** What an image has of each harm, by the color that most of it has; only a PNG is looked at. */
export const harmsInImage = (bytes: Buffer): Severities => {
  if (!bytes.subarray(1, 4).equals(Buffer.from("PNG"))) return { ...none };
  const { data, width, height } = PNG.sync.read(bytes);
  const counts: Severities = { ...none };
  for (let place = 0; place < data.length; place += 4) {
    const harm = harmOfColor(data[place] ?? 0, data[place + 1] ?? 0, data[place + 2] ?? 0);
    if (harm) counts[harm] += 1;
  }
  const most = (Object.keys(counts) as Harm[]).find((harm) => counts[harm] * 2 > width * height);
  return most ? { ...none, [most]: imageSeverity } : { ...none };
};
