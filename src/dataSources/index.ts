import { selectModel } from "./selectModel";

/** Every data source by its key, which is the name of its file. */
export const dataSources = { selectModel };
