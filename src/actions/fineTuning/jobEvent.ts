import type { FineTuningJobEvent } from "openai/resources/fine-tuning/jobs";
import {
  anything,
  described,
  flag,
  listOf,
  type Of,
  objectOf,
  oneOf,
  openObject,
  orNull,
  serviceObject,
  text,
} from "../../output/shape";
import { type TrainingMetrics, trainingMetrics } from "../../output/trainingMetrics";
import type { ReadEvents } from "../../tasks/fineTuning/jobEvents";

const eventShape = serviceObject<FineTuningJobEvent>()(
  {
    id: text(),
    created_at: oneOf(["number", "string"], "Unix time in seconds; ISO text in places"),
    level: text("info, warn or error"),
    message: text(),
    data: anything("As the service gives it"),
  },
  {
    metrics: orNull(
      described(
        "The numbers in data, by names that are the same on both services, such as train_loss; null without any",
        openObject<TrainingMetrics>(),
      ),
    ),
  },
);

/** Events of a job, and where they go on. */
export const eventsShape = objectOf({
  data: described("The events, the oldest first", listOf(eventShape)),
  newestEventId: orNull(
    text("The Newer Than of the next run, which then gets what is new; null without events"),
  ),
  has_more: flag("True when there are older events that were not read"),
  next: orNull(text("The After with which older ones go on; null at the end")),
});

const metricsOf = ({ data }: FineTuningJobEvent): TrainingMetrics | null => {
  const metrics = trainingMetrics(data);
  return Object.keys(metrics).length > 0 ? metrics : null;
};

/**
 * Events as a step gives them.
 * @param newestKnown - the newest event of a former run, which stays the newest where nothing is new
 */
export const showEvents = (
  { events, next }: ReadEvents,
  newestKnown: string | undefined,
): Of<typeof eventsShape> => ({
  data: events.map((event) => ({ metrics: metricsOf(event), ...event })),
  newestEventId: events.at(-1)?.id ?? newestKnown ?? null,
  has_more: next !== null,
  next,
});

/** Events as examples show them. */
export const exampleEvents = showEvents(
  {
    events: [
      {
        id: "ftevent-9a8b7c6d",
        object: "fine_tuning.job.event",
        created_at: 1_795_221_000,
        level: "info",
        message: "Step 90: training loss=0.41",
        type: "metrics",
        data: { step: 90, train_loss: 0.41, train_mean_token_accuracy: 0.88 },
      },
    ],
    next: null,
  },
  undefined,
);
