import type { Client } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors/errors";
import { shown } from "../../inputs/cleaners";
import { type SpeechFormat, speechFormatOf } from "../../text/audio/speechFormat";
import { fileFormat } from "../../text/fileFormat";

/** A file of speech, and the format that its bytes show. */
export interface SpeechFile {
  data: Buffer;
  format: SpeechFormat;
}

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
  if (format) return { data, format };
  throw new AzureOpenAIError(
    {
      what: `${client.action} got an answer that is no sound: ${data.length === 0 ? "it is empty" : describe(client, data)}.`,
      mend: "Run the step again; if that goes on, check Endpoint and Model / Deployment Name.",
    },
    { kind: "unexpectedResponse", status: response?.status ?? 200, attempts: 1 },
  );
};
