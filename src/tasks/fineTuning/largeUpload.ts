import type { ModelsEndpoint } from "../../client/endpoint/endpoint";
import { refuseInput } from "../../text/InputError";
import type { TrainingFile } from "./trainingFile";

/** Uploads of larger files to Azure are known to work, and the jobs with them to fail. */
export const mostUploadedBytes = 100_000_000;

/** @throws InputError that says what to do with a file that is too large to be uploaded to Azure. */
export const refuseLargeUpload = (
  { split, fileName, lengthBytes }: Pick<TrainingFile, "split" | "fileName" | "lengthBytes">,
  { api }: Pick<ModelsEndpoint, "api">,
): void => {
  if (api === "openai" || lengthBytes <= mostUploadedBytes) return;
  refuseInput(
    "Records",
    `the ${split} file has ${Math.ceil(lengthBytes / 1e6)} MB, and Azure is known to take an upload of more than ${mostUploadedBytes / 1e6} MB and then to fail the job.`,
    `Use fewer rows; or make the file with Prepare Training Data and Upload set to false, import it from a blob under the name ${fileName} with the purpose fine-tune, and run the step again, which then uses it. Upload File sends it all the same.`,
  );
};
