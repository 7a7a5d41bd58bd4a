import { useEffect, useState } from "preact/hooks";

/** Bytes of a file that a page reads. */
const mostBytes = 256 * 1024;

/** The beginning of a file's text; undefined until it is there. */
interface FileText {
  text?: string;
  isCut: boolean;
}

const readBeginning = async (href: string, signal: AbortSignal): Promise<FileText> => {
  const { body } = await fetch(href, { signal });
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let [text, bytes] = ["", 0];
  for (let part = await reader?.read(); part?.value; part = await reader?.read()) {
    text += decoder.decode(part.value, { stream: true });
    bytes += part.value.length;
    if (bytes > mostBytes) {
      await reader?.cancel();
      return { text, isCut: true };
    }
  }
  return { text: text + decoder.decode(), isCut: false };
};

/** Reads the beginning of a file on the server. */
export const useFileText = (href: string): FileText => {
  const [read, setRead] = useState<FileText>({ isCut: false });
  useEffect(() => {
    const reading = new AbortController();
    readBeginning(href, reading.signal).then(setRead, () => undefined);
    return () => reading.abort();
  }, [href]);
  return read;
};
