import type { AimockBackend } from "../../aimock/aimockBackend";
import { askAimock } from "../../aimock/askAimock";
import { type Answer, isRecord, jsonAnswer } from "../../server/answer";
import type { Route, RouteRequest } from "../../server/route";

/** Fine-tuning jobs, which aimock keeps; what Azure says differently is turned here, both ways. */
export const fineTuningRoutes = (backend: AimockBackend): Route[] => {
  const answer = (request: RouteRequest) => answerJobs(request, backend);
  return [
    { method: "GET", path: "/fine_tuning/jobs", answer },
    { method: "POST", path: "/fine_tuning/jobs", answer },
    { method: "GET", path: "/fine_tuning/jobs/{id}", answer },
    { method: "POST", path: "/fine_tuning/jobs/{id}/cancel", answer },
    { method: "GET", path: "/fine_tuning/jobs/{id}/events", answer },
  ];
};

const answerJobs = async (request: RouteRequest, backend: AimockBackend): Promise<Answer> => {
  const isAzure = request.api !== "openai";
  const { trainingType: _, ...common } = request.body;
  const asked = await askAimock(backend, { ...request, body: isAzure ? common : request.body });
  if ("answer" in asked) return asked.answer;
  return jsonAnswer(isAzure ? toAzureTerms(asked.json) : asked.json);
};

/** A fine-tuned model of Azure is named after its base and a number, not after an organization. */
const toAzureTerms = (parsed: Record<string, unknown>): Record<string, unknown> => {
  const jobs = Array.isArray(parsed["data"]) ? parsed["data"].filter(isRecord) : [parsed];
  for (const job of jobs) {
    if (typeof job["fine_tuned_model"] !== "string") continue;
    const digits = Buffer.from(String(job["id"])).toString("hex").slice(-16);
    job["fine_tuned_model"] = `${String(job["model"])}.ft-${digits}`;
  }
  return parsed;
};
