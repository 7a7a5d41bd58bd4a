import { run } from "../../support/connector";
import { type Api, connectionTo } from "../support";

/** What Transcribe Audio and Translate Audio give, as far as tests look at it. */
export interface Heard {
  output_text: string;
  segments: Array<{
    start: number | null;
    end: number | null;
    text: string;
    speaker: string | null;
    suspect: boolean;
  }> | null;
  words: Array<{ start: number | null; end: number | null; word: string }> | null;
  speakers: Array<{ name: string; seconds: number }> | null;
  language: string | null;
  durationSeconds: number | null;
  subtitles: { data: Buffer; contentType: string; fileName: string } | null;
  fileName: string;
  missing: Array<{ start: number; end: number | null; error: { message: string } | null }>;
  tokens: { input: number; audio?: number } | null;
  cost: { total: number } | null;
  warning: string | null;
  warnings: string[];
  answers: unknown[];
}

/** Runs Transcribe Audio, or another action that hears, with a connection to a server. */
export const hear = async (
  { url }: { url: string },
  params: Record<string, unknown>,
  { api = "v1", action = "transcribeAudio" }: { api?: Api; action?: string } = {},
): Promise<Heard> => {
  const { data } = await run(action, { connection: connectionTo(url, api), model: "whisper", ...params });
  return data as Heard;
};

/** Requests without retries, so that a refusal is seen at once. */
export const atOnce = { requestOptions: { maxRetries: "0" } };

const frameBytes = 192;

/**
 * An MP3 of MPEG 2 with frames of 24 ms, 64 kbit/s and one channel, whose gains are these: 0 is an empty frame.
 */
export const mp3WithGains = (gains: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(gains.length * frameBytes);
  for (const [index, gain] of gains.entries()) {
    const at = index * frameBytes;
    Buffer.from([0xff, 0xf3, 0x84, 0xc4]).copy(bytes, at);
    if (gain === 0) continue;
    // Behind 9 bits stand 12 of the length and 9 of the values; the gain takes 8.
    const side = (1n << (72n - 9n - 12n)) | (BigInt(gain) << (72n - 9n - 21n - 8n));
    bytes.write(side.toString(16).padStart(18, "0"), at + 4, "hex");
  }
  return bytes;
};
