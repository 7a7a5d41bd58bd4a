import type { Step } from "../call";

/** The key of what is remembered of a deployment. */
export const modelKey = ({ endpoint, model = "" }: Step): string => `${endpoint.baseUrl}|${model}`;
