import type { Api } from "../../server/address";
import type { Answer } from "../../server/answer";
import { answerDrawn } from "./answerDrawn";
import { drawImage } from "./drawImage";
import { readImageRequest } from "./readImageRequest";

/** A drawing of the prompt's words, for models that draw with lines. */
const drawSvg = (width: number, height: number): Buffer =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><circle cx="50%" cy="50%" r="25%"/></svg>`,
  );

/** POST images/generations. */
export const answerImages = async (
  body: Record<string, unknown>,
  api: Api,
  model: string,
  nowMs: number,
): Promise<Answer> => {
  const request = readImageRequest(body, api, model);
  if ("status" in request) return request;
  const { prompt, width, height, background, format } = request;
  const isTransparent = background === "transparent";
  return answerDrawn(request, { api, nowMs, imageTokens: 0 }, (index) =>
    format === "svg"
      ? drawSvg(width, height)
      : drawImage({ prompt, index, width, height, format, isTransparent }),
  );
};
