import { createdVectorStore } from "../preparations";
import type { StepCase } from "../stepCase";

/** The vector stores, one of which was created. */
export const selectVectorStore: StepCase = { required: {}, every: [], prepare: createdVectorStore };
