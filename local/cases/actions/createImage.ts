import { budget, fallbacks, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** Images of sizes, forms and numbers. */
export const createImage: StepCase = {
  required: { model: "gpt-image-2", prompt: "A watercolor of a lighthouse at dawn" },
  every: [
    {
      model: "gpt-image-2",
      prompt: "A watercolor of a lighthouse at dawn",
      numImages: "2",
      imageSize: "1536x1024",
    },
    {
      model: "gpt-image-2",
      prompt: "The outline of a lighthouse",
      imageSize: "1024x1024",
      apiVersion: "preview",
      fallbackModels: ["gpt-image-1.5"],
      fallbackConnection: fallbacks.fallbackConnection,
      imageSettings: {
        quality: "low",
        complexity: "low",
        background: "opaque",
        outputFormat: "jpeg",
        outputCompression: "80",
        extraParameters: '{"moderation": "low"}',
      },
      budget,
      requestOptions,
    },
  ],
};
