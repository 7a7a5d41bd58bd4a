import type { Element } from "@prismatic-io/spectral";
import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { optional } from "../../inputs/optional";
import { readPages } from "../../tasks/lists/readPages";
import { textIn } from "../../text/answerFields";
import { labelOf } from "../elements";
import { picker } from "../picker";

const pageSize = 100;
/** A dropdown of more is of no use. */
const mostShown = 300;

const dateOf = (created: unknown): string | undefined => {
  const date = new Date(typeof created === "number" ? created * 1000 : (textIn(created) ?? Number.NaN));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
};

const toElement = ({
  id,
  model,
  status,
  suffix,
  user_provided_suffix,
  created_at,
}: Readonly<Record<string, unknown>>): Element => ({
  key: String(id),
  label: labelOf(String(id), [
    textIn(status),
    textIn(model),
    textIn(suffix) ?? textIn(user_provided_suffix),
    dateOf(created_at),
  ]),
});

/** The fine-tuning jobs of the resource, in the service's order, which is newest first. */
export const selectFineTuningJob = picker({
  label: "Select Fine-Tuning Job",
  description: "Select one of the fine-tuning jobs of the resource, the newest first.",
  inputs: {},
  choices: async ({ service }) => {
    const client = service();
    const { entries } = await readPages<FineTuningJob>({
      ask: (after) =>
        client.withResource((openai) =>
          openai.fineTuning.jobs.list({ limit: pageSize, ...optional("after", after) }),
        ),
      isEnough: (jobs) => jobs.length >= mostShown,
    });
    return entries
      .filter(({ id }) => textIn(id) !== undefined)
      .map((job) => toElement(job as unknown as Record<string, unknown>));
  },
  example: toElement({
    id: "ftjob-abc123",
    status: "succeeded",
    model: "gpt-4.1-mini-2025-04-14",
    suffix: "support",
    created_at: 1_795_219_200,
  }),
});
