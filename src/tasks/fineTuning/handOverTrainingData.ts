import type { Client } from "../../client/createClient";
import type { PreparedData } from "./preparedData";
import type { TrainingFile } from "./trainingFile";
import { uploadTrainingFile } from "./uploadTrainingFile";

const factsOf = ({ fileName, contentType, format, rows, lengthBytes, sha256, rowNumbers }: TrainingFile) => ({
  fileName,
  contentType,
  format,
  rows,
  bytes: lengthBytes,
  sha256,
  rowNumbers: [...rowNumbers],
});

/** A file that a step hands on: at the service, or with its bytes. */
type HandedFile = ReturnType<typeof factsOf> & { fileId?: string; wasThere?: boolean; data?: Buffer };

/**
 * Hands files over to the service, where there is one, and else to the next step. The test file, which no job takes,
 * always goes to the next step.
 */
export const handOverTrainingData = async (
  { files }: PreparedData,
  client: Client | undefined,
  expiresAfterSeconds: number | undefined,
): Promise<{ training?: HandedFile; validation?: HandedFile; test?: HandedFile }> => {
  const handed: Record<string, HandedFile> = {};
  for (const file of Object.values(files)) {
    const facts = factsOf(file);
    if (!client || file.split === "test") handed[file.split] = { ...facts, data: file.bytes() };
    else {
      const { id, wasThere } = await uploadTrainingFile(client, file, expiresAfterSeconds);
      handed[file.split] = { ...facts, fileId: id, wasThere };
    }
  }
  return handed;
};
