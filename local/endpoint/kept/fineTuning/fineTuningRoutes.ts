import { randomUUID } from "node:crypto";
import { type Answer, jsonAnswer } from "../../server/answer";
import { cursorPage } from "../../server/cursorPage";
import { gatewayError, resourceNotFoundError } from "../../server/errorShapes";
import { refuseMissing } from "../../server/refusals";
import type { Route, RouteRequest } from "../../server/route";
import type { FileOptions } from "../files/fileRoutes";
import { admitJob, refuseTrainingType } from "./admitJob";
import { checkpointsOf } from "./checkpoints";
import type { FineTuningOptions } from "./fineTuningOptions";
import { graderRoutes } from "./graders/graderRoutes";
import { type FineTuningJob, hasEnded, phaseOf } from "./job";
import { jobEvents } from "./jobEvents";
import { JobRunner, type JobSurroundings } from "./jobRunner";
import { stepsDone } from "./progress";
import { readJobRequest, refuseJob } from "./readJobRequest";
import { showCheckpoint, showJob } from "./showJob";

const jobSizes = { byDefault: 20, maximum: 100 };
const eventSizes = { byDefault: 20, maximum: 1000 };
const checkpointSizes = { byDefault: 10, maximum: 100 };
const all = "/fine_tuning/jobs";
const one = `${all}/{id}`;

/** Fine-tuning jobs with what they are asked for, and what brings them up to the clock. */
export const fineTuningRoutes = (
  options: FineTuningOptions,
  fileOptions: FileOptions,
  surroundings: JobSurroundings,
): { routes: Route[]; bringUp: () => void } => {
  const runner = new JobRunner(options, surroundings);
  const answers = new JobAnswers(options, fileOptions, surroundings, runner);
  const routes: Route[] = [
    { method: "POST", path: all, answer: answers.create },
    { method: "GET", path: all, answer: answers.list },
    { method: "GET", path: one, answer: answers.get },
    { method: "DELETE", path: one, apis: ["azureDated"], answer: answers.remove },
    { method: "POST", path: `${one}/cancel`, answer: answers.cancel },
    { method: "POST", path: `${one}/pause`, answer: answers.pause },
    { method: "POST", path: `${one}/resume`, answer: answers.resume },
    { method: "GET", path: `${one}/events`, answer: answers.events },
    { method: "GET", path: `${one}/checkpoints`, answer: answers.checkpoints },
    ...graderRoutes(),
  ];
  return { routes: routes.map(sinceItExists), bringUp: () => runner.bringUp() };
};

/** Dated versions before this one have no jobs, whose paths they do not know. */
const firstVersion = "2023-10-01-preview";

const sinceItExists = (route: Route): Route => ({
  ...route,
  answer: (request) => {
    const isOld = request.api === "azureDated" && (request.query.get("api-version") ?? "") < firstVersion;
    return isOld ? jsonAnswer(resourceNotFoundError(), 404) : route.answer(request);
  },
});

class JobAnswers {
  constructor(
    private readonly options: FineTuningOptions,
    private readonly fileOptions: FileOptions,
    private readonly surroundings: JobSurroundings,
    private readonly runner: JobRunner,
  ) {}

  create = (request: RouteRequest): Answer => {
    const { api } = request;
    const wrongType = refuseTrainingType(request, this.options);
    if (wrongType !== undefined) return wrongType;
    if (this.options.isMetadataUnknown === true && "metadata" in request.body) {
      return refuseJob(api, "Unknown parameter: 'metadata'.", "metadata", "unknown_parameter");
    }
    const read = readJobRequest(request.body, api);
    if ("refusal" in read) return read.refusal;
    const nowMs = this.surroundings.clock.nowMs();
    const admitted = admitJob(read.asked, api, {
      ...this.surroundings,
      options: this.options,
      fileOptions: this.fileOptions,
      jobs: [...this.runner.jobs.values()],
      nowMs,
    });
    if ("refusal" in admitted) return admitted.refusal;
    const id = randomUUID().replaceAll("-", "");
    const job: FineTuningJob = {
      ...read.asked,
      model: admitted.model,
      id: api === "openai" ? `ftjob-${id.slice(0, 24)}` : `ftjob-${id}`,
      api,
      createdAtMs: nowMs,
      history: [{ status: "validating_files", atMs: nowMs }],
      runs: [],
    };
    this.runner.jobs.set(job.id, job);
    const isDated = api === "azureDated";
    const headers: Record<string, string> = isDated ? { location: `/openai${all}/${job.id}` } : {};
    const answer = jsonAnswer(showJob(job, api, this.options), isDated ? 201 : 200, headers);
    this.follow(job);
    return answer;
  };

  list = ({ query, api }: RouteRequest): Answer => {
    this.runner.bringUp();
    const cut = cursorPage([...this.runner.jobs.values()].reverse(), query, jobSizes);
    if ("refusal" in cut) return cut.refusal;
    const { object, data, has_more } = cut.page;
    return jsonAnswer({ object, data: data.map((job) => showJob(job, api, this.options)), has_more });
  };

  get = (request: RouteRequest): Answer => this.withJob(request, (job) => this.show(job, request));

  remove = (request: RouteRequest): Answer =>
    this.withJob(request, (job) => {
      if (!hasEnded(job))
        return jsonAnswer(gatewayError("conflict", "A job that goes on can't be deleted."), 409);
      this.runner.jobs.delete(job.id);
      return { status: 204, body: undefined };
    });

  cancel = (request: RouteRequest): Answer =>
    this.withHeldJob(request, (job) => {
      if (hasEnded(job)) return refuseState(request, "cancel", job);
      this.runner.enter(job, "cancelled");
      return this.show(job, request);
    });

  pause = (request: RouteRequest): Answer =>
    this.withHeldJob(request, (job) => {
      const isUnderWay = stepsDone(job, this.options, this.surroundings.clock.nowMs()) > 0;
      if (phaseOf(job).status !== "running" || !isUnderWay) return refuseState(request, "pause", job);
      this.runner.enter(job, "pausing");
      return this.show(job, request);
    });

  resume = (request: RouteRequest): Answer =>
    this.withHeldJob(request, (job) => {
      if (phaseOf(job).status !== "paused") return refuseState(request, "resume", job);
      this.runner.enter(job, "resuming");
      return this.show(job, request);
    });

  events = (request: RouteRequest): Answer =>
    this.withJob(request, (job) => {
      const events = jobEvents(job, this.options, this.surroundings.clock.nowMs());
      const cut = cursorPage(events, request.query, eventSizes);
      if ("refusal" in cut) return cut.refusal;
      const { object, data, has_more } = cut.page;
      return jsonAnswer({ object, data, has_more });
    });

  checkpoints = (request: RouteRequest): Answer =>
    this.withJob(request, (job) => {
      const nowMs = this.surroundings.clock.nowMs();
      const checkpoints = checkpointsOf(job, this.options, this.runner.baseOf(job), nowMs);
      const cut = cursorPage(checkpoints, request.query, checkpointSizes);
      if ("refusal" in cut) return cut.refusal;
      const data = cut.page.data.map((checkpoint) => showCheckpoint(job, this.options, checkpoint));
      return jsonAnswer({ ...cut.page, data });
    });

  /** Answers for a job that has to be there, once it is up to the clock. */
  private withJob(request: RouteRequest, answer: (job: FineTuningJob) => Answer): Answer {
    this.runner.bringUp();
    return this.withHeldJob(request, answer, false);
  }

  /** The same for what changes a job, which would end first if its work took no time. */
  private withHeldJob(
    { id, api }: RouteRequest,
    answer: (job: FineTuningJob) => Answer,
    isHeld = true,
  ): Answer {
    const job = this.runner.jobs.get(id);
    if (job === undefined) return refuseMissing(`Could not find fine tune: ${id}`, api);
    if (isHeld) this.runner.bringUp(job);
    const given = answer(job);
    if (isHeld) this.follow(job);
    return given;
  }

  private show(job: FineTuningJob, { api }: RouteRequest): Answer {
    return jsonAnswer(showJob(job, api, this.options));
  }

  private follow(job: FineTuningJob): void {
    void this.runner.follow(job).catch(() => undefined);
  }
}

const refuseState = ({ api }: RouteRequest, verb: string, job: FineTuningJob): Answer =>
  refuseJob(
    api,
    `Cannot ${verb} a fine-tuning job with status '${phaseOf(job).status}'.`,
    null,
    api === "openai" ? "invalid_request" : "unexpectedEntityState",
  );
