import type { Route } from "../../server/route";
import { answerModeration } from "./answerModeration";

/** OpenAI's moderation; Azure has none. */
export const moderationRoutes = (): Route[] => [
  {
    method: "POST",
    path: "/moderations",
    apis: ["openai"],
    answer: ({ body }) => answerModeration(body),
  },
];
