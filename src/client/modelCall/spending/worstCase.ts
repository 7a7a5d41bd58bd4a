import { isObject, type JsonObject } from "../../../text/isObject";
import { amountOf } from "../../../text/tokenUsage";
import { workAtEnd } from "../../endpoint/operationsInPaths";

/** Bytes of a token, at the least for most texts: English has four, Chinese three. */
const bytesPerToken = 3;
/** Tokens of an answer whose length is not limited. Long ones are still booked in full. */
const unlimitedOutput = 4096;
/** Most tokens of an input image at high detail (both services' guides to vision). */
const imageTokens = 2500;
/** Most output tokens of an image of the fixed sizes (service reference, gpt-image at high quality). */
const drawnImageTokens = 6240;

/** Output tokens of speech for a byte of its text: a minute has some 900 bytes, and 1,250 tokens by OpenAI's prices. */
const spokenTokensPerByte = 2;

/** Tokens of speech, at the most: slow speech has more of them. */
const spokenTokens = ({ input, speed }: Readonly<JsonObject>): number =>
  (spokenTokensPerByte * Buffer.byteLength(String(input))) / Math.min(1, amountOf(speed) || 1);

/** Tokens of a text: data of an image by what images take, that of another file by its length. */
const tokensOfText = (text: string): number =>
  /^\s{0,100}data:image/i.test(text) ? imageTokens : Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/** Tokens of everything in a request's body, its names included; it has no cycles, since it was JSON. */
const tokensIn = (value: unknown): number => {
  if (typeof value === "string") return tokensOfText(value);
  if (Array.isArray(value)) return value.reduce((sum: number, entry) => sum + tokensIn(entry), 0);
  if (!isObject(value)) return 1;
  return Object.entries(value).reduce((sum, [name, entry]) => sum + tokensOfText(name) + tokensIn(entry), 0);
};

const limitIn = (body: Readonly<JsonObject>): number | undefined =>
  ["max_completion_tokens", "max_output_tokens", "max_tokens"]
    .map((name) => amountOf(body[name]))
    .find((limit) => limit !== undefined);

/** The most tokens that a call is expected to use: an estimate of its input, and the limit of its output. */
export const worstCase = (path: string, body: Readonly<JsonObject>): { input: number; output: number } => {
  const work = workAtEnd(path);
  const input = tokensIn(body) + (work === "transcription" ? (amountOf(body["file_tokens"]) ?? 0) : 0);
  if (work === "embeddings") return { input, output: 0 };
  if (work === "speech") return { input, output: Math.ceil(spokenTokens(body)) };
  const answers = Math.max(1, amountOf(body["n"]) ?? 1);
  const output = work === "image" ? drawnImageTokens : (limitIn(body) ?? unlimitedOutput);
  return { input, output: Math.ceil(answers * output) };
};
