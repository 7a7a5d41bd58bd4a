import { requestOptions } from "../groups";
import { uploadedFile } from "../preparations";
import type { StepCase } from "../stepCase";

/** The bytes of a file that was uploaded. */
export const downloadFile: StepCase = {
  required: { fileId: "file-abc123" },
  every: [{ fileId: "file-abc123", requestOptions }],
  prepare: uploadedFile,
};
