import { resource } from "../groups";
import type { StepCase } from "../stepCase";

/** The models that can be trained. */
export const selectBaseModel: StepCase = { required: {}, every: [resource] };
