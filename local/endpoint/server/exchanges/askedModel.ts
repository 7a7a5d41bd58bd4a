const inPath = /\/deployments\/([^/]{1,200})/;
const inJson = /"model"\s{0,20}:\s{0,20}"([^"\\]{1,200})"/;
const inForm = /name="model"\r?\n(?:[^\r\n]{1,200}\r?\n)?\r?\n([^\r\n]{1,200})\r?\n/;

/** What is read of a body at its beginning, and as much at its end: a long prompt may stand before the model. */
const mostBytes = 64 * 1024;

/** The model or deployment that a request asks, by its path or its body; empty where it names none. */
export const askedModel = (path: string, bytes: Buffer): string => {
  const [, deployment] = inPath.exec(path) ?? [];
  if (deployment !== undefined) return deployment;
  const parts =
    bytes.length > 2 * mostBytes ? [bytes.subarray(0, mostBytes), bytes.subarray(-mostBytes)] : [bytes];
  for (const part of parts) {
    // Files of a form are no text; what is found is read as such again.
    const text = part.toString("latin1");
    const [, found] = inJson.exec(text) ?? inForm.exec(text) ?? [];
    if (found !== undefined) return Buffer.from(found, "latin1").toString();
  }
  return "";
};
