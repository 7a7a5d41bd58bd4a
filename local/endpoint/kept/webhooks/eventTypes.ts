import type { Api } from "../../server/address";

const azureTypes = [
  "batch.completed",
  "batch.failed",
  "batch.expired",
  "batch.cancelled",
  "response.completed",
  "response.failed",
  "response.cancelled",
  "response.incomplete",
  "fine_tuning.job.succeeded",
  "fine_tuning.job.failed",
  "fine_tuning.job.cancelled",
  "realtime.call.incoming",
];

const openAITypes = [
  ...azureTypes,
  "eval.run.succeeded",
  "eval.run.failed",
  "eval.run.canceled",
  "video.completed",
  "video.failed",
  "agent.environment.ready",
  "agent.environment.failed",
  "agent.environment.suspended",
  "agent.environment.expired",
  "agent.session.created",
  "agent.session.action_required",
  "agent.session.in_progress",
  "agent.session.idle",
  "agent.session.failed",
  "safety.alert.created",
];

/** The events that a webhook receiver may ask for; of them, the local endpoint sends those of batches and of fine-tuning jobs. */
export const eventTypes = (api: Api): readonly string[] => (api === "openai" ? openAITypes : azureTypes);
