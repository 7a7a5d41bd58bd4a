import { requestOptions } from "../groups";
import { uploadedFile } from "../preparations";
import type { StepCase } from "../stepCase";

/** The newest files, those of a purpose behind one of them, and all. */
export const listFiles: StepCase = {
  required: {},
  every: [{ purpose: "batch", limit: "20", after: "file-abc123", requestOptions }, { fetchAll: "true" }],
  prepare: async (run) => {
    await uploadedFile(run);
    return { after: (await uploadedFile(run)).fileId };
  },
};
