import type { ResponseHeaders } from "../answer/headers";
import type { Step } from "../call";
import { clock } from "../clock";
import { ownVersion } from "../endpoint/address";
import { connectionKind } from "../endpoint/connectionKind";
import { type CheckName, checkNames } from "../errors/checkNames";
import type { TokenClaims } from "../identity/accessToken";
import { ask, deploymentQuestion, findingOf, listQuestion, type Reply } from "./ask";
import type { CheckList } from "./check";
import { audienceOf, checkToken, validityOf } from "./checkToken";
import { type Circumstances, judge } from "./judge";
import { quotaInWords } from "./quotaHeaders";

type Asked = Circumstances["asked"];

/** The checks that need answers of the service, two at most. */
export class ServiceChecks {
  private readonly isToken: boolean;
  private claims: TokenClaims = {};
  private readonly answers: ResponseHeaders[] = [];
  private wasListed = false;

  constructor(
    private readonly checks: CheckList,
    private readonly step: Step,
    private readonly model: string | undefined,
  ) {
    this.isToken = connectionKind(step.connection.key) !== "apiKey";
  }

  /** Runs the checks, up to the first that fails. */
  async run(): Promise<void> {
    const { model, checks } = this;
    if (!model) checks.leave("Deployment", "Enter a Model / Deployment Name to check it.");
    if (this.isToken && !(await this.acquireToken())) return;
    const first = await this.ask("models");
    if (this.isReplaced(first)) {
      // As in a step, a refused token is renewed once. The next answer judges the new token.
      if (!(await this.acquireToken())) return;
      this.note(await this.ask(model ? "deployment" : "models"), model ? "deployment" : "models");
    } else {
      this.note(first, "models");
      if (model && !checks.failure) this.note(await this.ask("deployment"), "deployment");
    }
    if (!checks.failure && this.answers.length > 0)
      checks.pass("Quota headers", quotaInWords(this.answers), 0);
  }

  private async acquireToken(): Promise<boolean> {
    const deadlineMs = Math.min(this.step.deadlineMs, clock.now() + this.step.options.timeoutMs);
    const result = await checkToken({ ...this.step, deadlineMs });
    if ("finding" in result) {
      this.checks.fail("Credential", result.finding, result.durationMs);
      return false;
    }
    this.claims = result.claims;
    this.checks.pass("Credential", `${validityOf(result.claims)}.`, result.durationMs);
    return true;
  }

  private ask(asked: Asked): Promise<Reply> {
    const isDeployment = asked === "deployment" && this.model;
    return ask(
      this.step,
      isDeployment ? deploymentQuestion(this.step, isDeployment) : listQuestion(this.step),
    );
  }

  /** True when a token was refused and a new one may be accepted. A missing role is no such refusal. */
  private isReplaced({ outcome, call }: Reply): boolean {
    const isRefused = outcome?.type === "refused" && outcome.status === 401;
    return (
      isRefused &&
      outcome.problem.code !== "PermissionDenied" &&
      this.step.credential.renew(call.sentCredential)
    );
  }

  /** Notes the checks that an answer decides. */
  private note(reply: Reply, asked: Asked): void {
    const { outcome, durationMs } = reply;
    const isDeploymentNext = asked === "models" && this.model !== undefined;
    const circumstances = { asked, isDeploymentNext, isToken: this.isToken, wasListed: this.wasListed };
    const verdict = judge(outcome, { ...circumstances, endpoint: this.step.endpoint });
    for (const check of verdict.passed) this.pass(check, asked, durationMs);
    if (verdict.isSilent) {
      this.leaveUnanswered();
      return;
    }
    if (asked === "models") this.wasListed = !verdict.failed;
    if (outcome && verdict.failed) {
      const finding = findingOf(reply, outcome, verdict.mend);
      const token = verdict.failed === "Audience" ? `${audienceOf(this.claims)}. ` : "";
      this.checks.fail(verdict.failed, { ...finding, detail: `${token}${finding.detail}` }, durationMs);
    } else {
      this.answers.push(reply.call.answer.headers);
    }
  }

  private pass(check: CheckName, asked: Asked, durationMs: number): void {
    if (this.isToken && check === "Credential" && this.checks.hasPassed(check)) return;
    this.checks.pass(check, this.passDetail(check, asked), durationMs);
  }

  private passDetail(check: CheckName, asked: Asked): string {
    const { isToken, step, model } = this;
    const { endpoint } = step;
    switch (check) {
      case "Credential":
        return isToken ? `${validityOf(this.claims)}.` : "The key is taken.";
      case "Audience":
        return isToken ? `${audienceOf(this.claims)}, and is taken.` : "A key has no audience.";
      case "Role":
        if (!isToken) return "A key needs no role.";
        return asked === "models" ? "The identity may list the models." : `The identity may call ${model}.`;
      case "Network rules":
        return "The caller is let in.";
      case "Deployment":
        return `${model} is there.`;
      default:
        return endpoint.api === "openai"
          ? "The API answers."
          : `${ownVersion(endpoint) ?? endpoint.api} is understood.`;
    }
  }

  /** Notes for the open checks that a deployment has to be named: the list of models decided nothing. */
  private leaveUnanswered(): void {
    const reason = "Enter a Model / Deployment Name to check it: there is no list of models here.";
    for (const check of checkNames.slice(2)) this.checks.leave(check, reason);
  }
}
