import type { StepCase } from "../stepCase";

/** The subscriptions that the connection sees. */
export const selectSubscription: StepCase = { required: {}, every: [], needs: "resourceManager" };
