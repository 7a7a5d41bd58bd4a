import type { Client } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors/errors";
import { shown } from "../../inputs/cleaners";
import { readMp3 } from "../../text/audio/mp3File";
import { type SpeechFormat, speechFormatOf, speechFormats } from "../../text/audio/speechFormat";
import { readWav } from "../../text/audio/wavFile";
import { fileFormat } from "../../text/fileFormat";

/** A file of speech, and the format that its bytes show. */
export interface SpeechFile {
  data: Buffer;
  format: SpeechFormat;
}

/** True for a file that has a head and no sound behind it. */
const isWithoutSound = (data: Buffer, format: SpeechFormat): boolean => {
  if (format === "mp3") return readMp3(data) === undefined;
  const wav = format === "wav" ? readWav(data) : undefined;
  return format === "wav" && (wav === undefined || wav.end === wav.start);
};

const describe = ({ redact }: Client, data: Buffer): string =>
  fileFormat(data)?.name ?? `bytes that begin with "${redact(shown(data.toString("utf8", 0, 200)))}"`;

/**
 * Reads the answer to a request for speech.
 * @param asked - the format that was asked for
 * @throws AzureOpenAIError for an answer without sound.
 */
export const readSpeech = async (
  client: Client,
  response: Response | null,
  asked: SpeechFormat,
): Promise<SpeechFile> => {
  const data = response ? Buffer.from(await response.arrayBuffer()) : Buffer.alloc(0);
  const format = speechFormatOf(data, asked);
  if (format && !isWithoutSound(data, format)) return { data, format };
  throw new AzureOpenAIError(
    {
      what: `${client.action} got an answer that is no sound: ${format ? `${speechFormats[format].name} without samples` : describe(client, data)}.`,
      mend: "Run the step again; if that goes on, check Endpoint and Model / Deployment Name.",
    },
    { kind: "unexpectedResponse", status: response?.status ?? 200, attempts: 1 },
  );
};
