import type { Step } from "./call";
import { receiveFile } from "./receiveFile";
import type { WireResponse } from "./wireResponse";

/** A larger file than the service takes is not believed before it is there. */
const mostBelievedBytes = 1_100_000_000;

/** Bytes that arrive in pieces: into one buffer where their length is known, put together at the end where not. */
class Download {
  private readonly pieces: Buffer[] = [];
  private filled = 0;
  private readonly whole: Buffer | undefined;

  constructor(lengthBytes: number | undefined) {
    const isBelieved = lengthBytes !== undefined && lengthBytes <= mostBelievedBytes;
    this.whole = isBelieved ? Buffer.allocUnsafe(lengthBytes) : undefined;
  }

  take(chunk: Buffer): void {
    if (this.whole && this.filled + chunk.length <= this.whole.length) {
      chunk.copy(this.whole, this.filled);
      this.filled += chunk.length;
    } else this.pieces.push(chunk);
  }

  bytes(): Buffer {
    const start = this.whole?.subarray(0, this.filled) ?? Buffer.alloc(0);
    return this.pieces.length === 0 ? start : Buffer.concat([start, ...this.pieces]);
  }
}

/**
 * Fetches the content of a file of the service.
 * @throws AzureOpenAIError or ConnectionError.
 */
export const downloadFile = async (step: Step, fileId: string): Promise<WireResponse> => {
  let download = new Download(undefined);
  const { status, headers } = await receiveFile(step, fileId, (lengthBytes) => {
    const opened = new Download(lengthBytes);
    download = opened;
    return (chunk) => opened.take(chunk);
  });
  return { status, headers, body: download.bytes() };
};
