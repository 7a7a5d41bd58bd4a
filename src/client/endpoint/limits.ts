/** What a service takes of a step; what is absent has no limit. */
export interface Limits {
  /** Lines of a batch's file. */
  batchLines: number;
  /** Megabytes of a batch's file. */
  batchMegabytes: number;
  /** Days after which an uploaded file may be deleted at the earliest, and at the latest. */
  leastFileDays: number;
  mostFileDays: number;
  /** Days after which a batch's file is deleted where nobody says otherwise; absent where expiries may be unknown. */
  usualFileDays?: number;
  /** Custom headers of a request; with more, Azure answers 431. */
  customHeaders?: number;
  /** Characters of a message. */
  messageCharacters?: number;
  /** Characters of a prompt for an image that every model takes; a deployment's name does not tell the model. */
  imagePromptCharacters?: number;
  /** Formats that images are drawn in. */
  imageFormats?: readonly string[];
}

/** Of a dated version of Azure, which may not know expiries (its quotas and limits, and its references). */
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

/** Of Azure's v1. */
export const v1Limits: Limits = { ...datedLimits, usualFileDays: 30 };

/** Of OpenAI (its batch and file references). */
export const openAILimits: Limits = {
  batchLines: 50_000,
  batchMegabytes: 200,
  leastFileDays: 1,
  mostFileDays: 30,
  usualFileDays: 30,
};
