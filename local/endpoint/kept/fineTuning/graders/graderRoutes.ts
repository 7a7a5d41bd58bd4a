import { type Answer, isRecord, jsonAnswer } from "../../../server/answer";
import { refuseAbsent, refuseField } from "../../../server/refusals";
import type { Route, RouteRequest } from "../../../server/route";
import { graderProblem } from "./graderProblem";
import { type GraderRun, runGrader } from "./runGrader";

/** Graders are looked through, and tried on an answer. */
export const graderRoutes = (): Route[] => [
  { method: "POST", path: "/fine_tuning/alpha/graders/validate", answer: validate },
  { method: "POST", path: "/fine_tuning/alpha/graders/run", answer: run },
];

const refuseGrader = ({ body, api }: RouteRequest): Answer | undefined => {
  if (body["grader"] === undefined) return refuseAbsent("grader");
  const problem = graderProblem(body["grader"], api);
  return problem === undefined ? undefined : refuseField("grader", problem);
};

const validate = (request: RouteRequest): Answer =>
  refuseGrader(request) ?? jsonAnswer({ grader: request.body["grader"] });

const run = (request: RouteRequest): Answer => {
  const { grader, model_sample: text, item } = request.body;
  const refusal = refuseGrader(request);
  if (refusal !== undefined) return refusal;
  if (typeof text !== "string") return refuseAbsent("model_sample");
  if (!isRecord(grader)) return refuseAbsent("grader");
  return jsonAnswer(showRun(grader, runGrader(grader, { text, item: isRecord(item) ? item : {} })));
};

const showRun = (grader: Record<string, unknown>, outcome: GraderRun) => ({
  reward: outcome.reward,
  metadata: {
    name: grader["name"],
    type: grader["type"],
    errors: {
      formula_parse_error: outcome.isFormulaUnread,
      sample_parse_error: outcome.isSampleUnread,
      truncated_observation_error: false,
      unresponsive_reward_error: false,
      invalid_variable_error: outcome.isVariableMissing,
      other_error: false,
      python_grader_server_error: false,
      python_grader_server_error_type: null,
      python_grader_runtime_error: false,
      python_grader_runtime_error_details: null,
      model_grader_server_error: false,
      model_grader_refusal_error: false,
      model_grader_parse_error: false,
      model_grader_server_error_details: null,
    },
    execution_time: 0,
    scores: outcome.subRewards,
    token_usage: null,
    sampled_model_name: null,
  },
  sub_rewards: outcome.subRewards,
  model_grader_token_usage_per_model: {},
});
