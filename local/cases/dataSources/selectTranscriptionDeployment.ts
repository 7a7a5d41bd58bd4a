import { resource } from "../groups";
import type { StepCase } from "../stepCase";

/** What the connection can call, and what is deployed in a resource that is named. */
export const selectTranscriptionDeployment: StepCase = { required: {}, every: [resource] };
