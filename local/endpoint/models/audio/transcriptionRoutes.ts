import { type Answer, jsonAnswer } from "../../server/answer";
import { standardError } from "../../server/errorShapes";
import type { ModelTraits, Route, RouteRequest } from "../../server/route";
import { answerAudio } from "./answerTranscription";
import { audioModelOf } from "./audioModel";

const traits = (dataAction: string): ModelTraits => ({
  isInDeployment: true,
  isForBatches: false,
  dataAction,
});

/** Whisper alone translates. */
const translate = (request: RouteRequest): Promise<Answer> | Answer =>
  audioModelOf(request.runs, request.api).translates
    ? answerAudio(request, "translate")
    : jsonAnswer(
        standardError({ message: `Model ${request.runs} is not supported for translation.`, param: "model" }),
        400,
      );

/** Recordings, written down or translated into English. */
export const transcriptionRoutes = (): Route[] => [
  {
    method: "POST",
    path: "/audio/transcriptions",
    model: traits("deployments/audio/action"),
    answer: (request) => answerAudio(request, "transcribe"),
  },
  {
    method: "POST",
    path: "/audio/translations",
    model: traits("deployments/audio/action"),
    answer: translate,
  },
];
