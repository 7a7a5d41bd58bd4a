import { budget, fallbacks, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** PNGs of four by four pixels: one color, the same size with its left half transparent, and a dot on nothing. */
const image =
  "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAGklEQVR4AWM8UaHxnwEJMDGgASYGNMDEgAYAnoQCb7AdgroAAAAASUVORK5CYII=";
const mask =
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAGklEQVR4AWNkQID/DEDAxIAGmBjQABMDGgAAORwBB1vJt/IAAAAASUVORK5CYII=";
const markup =
  "iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAYAAACp8Z5+AAAAEklEQVR4AWPACv4zMPxnIBoAAFjrAf/u7Fy1AAAAAElFTkSuQmCC";

/** One image with a mask, and two with a markup. */
export const editImage: StepCase = {
  required: { model: "gpt-image-2", prompt: "A cat with a red scarf", images: image },
  every: [
    {
      model: "gpt-image-2",
      prompt: "A cat with a red scarf",
      images: image,
      mask,
      numImages: "2",
    },
    {
      model: "gpt-image-1.5",
      prompt: "Put the cat on the sofa",
      images: [image, image],
      imageSize: "1536x1024",
      apiVersion: "preview",
      fallbackModels: ["gpt-image-2"],
      fallbackConnection: fallbacks.fallbackConnection,
      editSettings: { inputFidelity: "high", markup },
      imageSettings: {
        quality: "low",
        complexity: "low",
        background: "opaque",
        outputFormat: "jpeg",
        outputCompression: "80",
        extraParameters: '{"safety_identifier": "customer-7"}',
      },
      budget,
      requestOptions,
    },
  ],
};
