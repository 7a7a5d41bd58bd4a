import { capitalHeight, characterWidth, type Mark, type MarkerShape, type Scene } from "./scene";

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** A text in XML, without the characters that XML can't have. */
const escaped = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is left out
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replace(/[&<>"']/g, (character) => entities[character] ?? "");

const place = (value: number): string => String(Number(value.toFixed(1)));

const shapes: Readonly<Record<MarkerShape, (x: number, y: number, radius: number) => string>> = {
  circle: (x, y, radius) => `<circle cx="${place(x)}" cy="${place(y)}" r="${place(radius)}"`,
  square: (x, y, radius) =>
    `<rect x="${place(x - radius)}" y="${place(y - radius)}" width="${place(2 * radius)}" height="${place(2 * radius)}"`,
  diamond: (x, y, radius) =>
    `<path d="M${place(x)} ${place(y - radius)}l${place(radius)} ${place(radius)}l${place(-radius)} ${place(radius)}l${place(-radius)} ${place(-radius)}z"`,
};

const elementOf = (mark: Mark): string => {
  if (mark.kind === "text") {
    const { at, text, anchor, color } = mark;
    return `<text x="${place(at[0])}" y="${place(at[1])}" text-anchor="${anchor}" fill="${color}">${escaped(text)}</text>`;
  }
  if (mark.kind === "marker") {
    return `${shapes[mark.shape](mark.at[0], mark.at[1], mark.radius)} fill="${mark.color}"/>`;
  }
  const { points, color, width, dash } = mark;
  const d = points.map(([x, y], index) => `${index === 0 ? "M" : "L"}${place(x)} ${place(y)}`).join("");
  const dashes = dash ? ` stroke-dasharray="${dash.join(" ")}"` : "";
  return `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}"${dashes}/>`;
};

/** The text of an SVG file that shows a drawing. */
export const drawSvg = ({ width, height, title, description, marks }: Scene): string =>
  [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="chart-title chart-description">`,
    `<title id="chart-title">${escaped(title)}</title>`,
    `<desc id="chart-description">${escaped(description)}</desc>`,
    `<rect width="${width}" height="${height}" fill="#ffffff"/>`,
    // A capital letter of common fixed-pitch fonts has 0.7 of the size, and a character 0.6.
    `<g font-family="Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${place(Math.min(capitalHeight / 0.7, characterWidth / 0.6))}" stroke-linejoin="round" stroke-linecap="butt">`,
    ...marks.map(elementOf),
    "</g>",
    "</svg>",
    "",
  ].join("\n");
