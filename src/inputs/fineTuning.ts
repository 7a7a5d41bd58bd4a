import { idInput } from "./kinds";

/** Input for the id of a fine-tuning job. */
export const jobId = idInput({
  label: "Job ID",
  dataSource: "selectFineTuningJob",
  comments: "The id of the job, as Create Fine-Tuning Job or List Fine-Tuning Jobs show it.",
  placeholder: "Enter a job id",
  example: "ftjob-abc123",
  hint: "Enter an id such as ftjob-abc123.",
});
