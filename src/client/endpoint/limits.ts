/** What a service accepts of a step. An absent limit means none. */
export interface Limits {
  /** Lines of a batch's file. */
  batchLines: number;
  /** Megabytes of a batch's file. */
  batchMegabytes: number;
  /** Fewest and most days after which an uploaded file may be deleted. */
  leastFileDays: number;
  mostFileDays: number;
  /**
   * Days after which a batch's file is deleted unless a step says otherwise; absent where the api may not know
   * expiries.
   */
  usualFileDays?: number;
  /** Custom headers of a request. Azure answers 431 to more. */
  customHeaders?: number;
  /** Characters of a message. */
  messageCharacters?: number;
  /** Characters of an image's prompt that every model accepts: a deployment's name does not show its model. */
  imagePromptCharacters?: number;
  /** Formats of generated images. */
  imageFormats?: readonly string[];
}

/** Limits of Azure's dated versions, which may not know expiries (Azure's quotas and limits, and its references). */
export const datedLimits: Limits = {
  batchLines: 100_000,
  batchMegabytes: 200,
  leastFileDays: 14,
  mostFileDays: 30,
  customHeaders: 10,
  messageCharacters: 1_048_576,
  imagePromptCharacters: 4000,
  imageFormats: ["png", "jpeg"],
};

/** Limits of Azure's v1. */
export const v1Limits: Limits = { ...datedLimits, usualFileDays: 30 };

/** Limits of OpenAI (its batch and file references). */
export const openAILimits: Limits = {
  batchLines: 50_000,
  batchMegabytes: 200,
  leastFileDays: 1,
  mostFileDays: 30,
  usualFileDays: 30,
};
