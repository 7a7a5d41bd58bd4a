import { type ColorType, PNG } from "pngjs";
import { type FormPart, parseMultipart } from "../../../local/endpoint/server/parseMultipart";
import type { RecordedRequest } from "../../../local/endpoint/server/recordedRequest";

/** A PNG of one color, whose alpha depends on the place. */
export const pngOf = (
  width: number,
  height: number,
  alphaAt: (x: number, y: number) => number = () => 255,
  colorType: ColorType = 6,
): Buffer => {
  const png = new PNG({ width, height });
  for (let pixel = 0; pixel < width * height; pixel += 1)
    png.data.set([200, 120, 40, alphaAt(pixel % width, Math.floor(pixel / width))], pixel * 4);
  return PNG.sync.write(png, { colorType });
};

/** A mask whose left half is to change. */
export const leftHalf = (width: number, height: number): Buffer =>
  pngOf(width, height, (x) => (x < width / 2 ? 0 : 255));

/** A file as an earlier step gives it. */
export const fileOf = (data: Buffer, fileName = "photo.png") => ({
  data,
  contentType: "image/png",
  fileName,
});

/** The parts of a request's form, in order. */
export const partsOf = ({ headers, bodyText }: Pick<RecordedRequest, "headers" | "bodyText">): FormPart[] =>
  parseMultipart(headers["content-type"] ?? "", Buffer.from(bodyText, "latin1")) ?? [];

/** The text fields of a request's form. */
export const fieldsOf = (request: RecordedRequest): Record<string, string> =>
  Object.fromEntries(
    partsOf(request).flatMap(({ name, fileName, bytes }) =>
      fileName === undefined ? [[name, bytes.toString()]] : [],
    ),
  );

/** Name, file name and type of each file in a request's form. */
export const filesOf = (request: RecordedRequest): Array<[name: string, fileName: string, type?: string]> =>
  partsOf(request).flatMap(({ name, fileName, contentType }) =>
    fileName === undefined ? [] : [[name, fileName, contentType] as [string, string, string?]],
  );
