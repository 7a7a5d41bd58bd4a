import { holdsWhenRefused, holdsWhenTaken, type LiveCheck } from "./liveCheck";

const anImage = "one image of low quality";

/** Checks of images and audio. */
export const mediaChecks: readonly LiveCheck[] = [
  {
    name: "imagesWithoutPreview",
    about: "Whether Azure accepts images on the v1 API without `api-version=preview`",
    question: "Does the v1 API make an image without api-version=preview?",
    calls: 1,
    tokens: { input: 50, output: 2_000 },
    beside: anImage,
    needs: ["image"],
    service: "azure",
    run: async ({ act, model }) =>
      holdsWhenTaken(
        await act("rawRequest", {
          url: "/images/generations",
          method: "POST",
          data: JSON.stringify({ model: model("image"), prompt: "A red dot", n: 1, quality: "low" }),
        }),
      ),
  },
  {
    name: "longImagePrompt",
    about: "How long a prompt the image models of Azure take",
    question: "Is a prompt of 4,500 characters taken for an image?",
    calls: 1,
    tokens: { input: 1_500, output: 2_000 },
    beside: anImage,
    needs: ["image"],
    run: async ({ act, model }) =>
      holdsWhenTaken(
        await act("createImage", {
          ...{ model: model("image"), prompt: "A red dot, and nothing else. ".repeat(156) },
          imageSettings: { quality: "low" },
        }),
      ),
  },
  {
    name: "wrongRecording",
    about: "Audio: every refusal of a recording's format, size or length",
    question: "In which words is a file refused that is named .wav, and no recording?",
    calls: 1,
    tokens: { input: 0, output: 0 },
    needs: ["transcription"],
    run: async ({ act, model }) => {
      const audio = { data: Buffer.from("RIFF\0\0\0\0WAVEfmt no recording"), contentType: "audio/wav" };
      // Transcribe Audio would refuse it by itself.
      const given = await act("rawRequest", {
        ...{ url: "/audio/transcriptions", method: "POST" },
        formData: [{ key: "model", value: model("transcription") }],
        fileData: [{ key: "file", value: audio }],
        fileDataFileNames: [{ key: "file", value: "verify-live.wav" }],
      });
      return holdsWhenRefused(given);
    },
  },
];
