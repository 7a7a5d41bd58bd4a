import { randomUUID } from "node:crypto";
import type { StoredDeployment } from "../../catalogue/deployedModel";
import { type Answer, jsonAnswer } from "../../server/answer";
import type { Clock } from "../../server/clock";
import { controlPlaneError } from "../../server/errorShapes";
import type { AccountPlace } from "./managedResources";
import { locationTemplate, type ManagementRequest, type ManagementRoute, provider } from "./managementRoute";
import { refuse } from "./refusals";

/** What went wrong in the end. */
interface OperationFailure {
  code: string;
  message: string;
}

/** How long what was asked for goes on after the answer, and how it ends. */
export interface OperationOptions {
  /** Default 0: it is done when it is answered, as are the others. */
  createMs?: number;
  updateMs?: number;
  deleteMs?: number;
  /** How long an account takes nothing else after an operation is over; default 0. */
  lingerMs?: number;
  /** The header `retry-after`; default: the seconds until the end, at most 10. */
  retryAfterSeconds?: number;
  /** Names of deployments whose creation ends as Failed. */
  failures?: Readonly<Record<string, OperationFailure>>;
}

/** What is done to a deployment. */
export type OperationKind = "create" | "update" | "delete";

/** Something that goes on after it was answered. */
interface Operation {
  id: string;
  kind: OperationKind;
  place: AccountPlace;
  deployment: StoredDeployment;
  startedAtMs: number;
  endsAtMs: number;
  failure: OperationFailure | undefined;
}

/** How much of an operation passes before it is begun with. */
const acceptedShare = 0.2;

/** The operations of all accounts, one at a time in each. */
export class Operations {
  private readonly begun: Operation[] = [];

  constructor(
    private readonly options: OperationOptions,
    private readonly clock: Clock,
    /** The address in front of every path. */
    private readonly ownUrl: () => string,
  ) {}

  /** Refuses to change an account that is not ready, or in which something else goes on. */
  refuseBusy({ account, id }: AccountPlace): Answer | undefined {
    const { provisioningState: state = "Succeeded" } = account;
    if (!["Succeeded", "Failed", "Canceled"].includes(state)) {
      const message = `Call to Microsoft.CognitiveServices/accounts failed. Error message: Account ${id} in state ${state}`;
      return refuse(409, "AccountProvisioningStateInvalid", message);
    }
    const { lingerMs = 0 } = this.options;
    const last = this.begun.findLast(({ place }) => place.id === id);
    if (last === undefined || this.clock.nowMs() >= last.endsAtMs + lingerMs) return undefined;
    const message = `Another operation is being performed on the parent resource '${id}'. Please try again later.`;
    return refuse(409, "RequestConflict", message);
  }

  begin(kind: OperationKind, place: AccountPlace, deployment: StoredDeployment): Operation {
    const startedAtMs = this.clock.nowMs();
    const failure = kind === "create" ? this.options.failures?.[deployment.name] : undefined;
    const endsAtMs = startedAtMs + (this.options[`${kind}Ms`] ?? 0);
    const operation = { id: randomUUID(), kind, place, deployment, startedAtMs, endsAtMs, failure };
    this.begun.push(operation);
    return operation;
  }

  /** The state of a deployment that something is done to; undefined when nothing is. */
  stateOf({ id }: AccountPlace, deployment: string): string | undefined {
    const last = this.begun.findLast(
      (operation) => operation.place.id === id && operation.deployment.name === deployment,
    );
    return last === undefined || this.isOver(last) ? undefined : this.stateOfOperation(last);
  }

  private stateOfOperation({ kind, startedAtMs, endsAtMs }: Operation): string {
    if (kind === "delete") return "Deleting";
    const isAccepted = this.clock.nowMs() < startedAtMs + (endsAtMs - startedAtMs) * acceptedShare;
    return isAccepted || kind === "update" ? "Accepted" : "Creating";
  }

  /** What was deleted so short a time ago. */
  deletedWithin(durationMs: number): Pick<Operation, "place" | "deployment">[] {
    const sinceMs = this.clock.nowMs() - durationMs;
    return this.begun.filter(
      (operation) => operation.kind === "delete" && this.isOver(operation) && operation.endsAtMs > sinceMs,
    );
  }

  private isOver = ({ endsAtMs }: Operation): boolean => this.clock.nowMs() >= endsAtMs;

  /** The headers that lead to an operation: what is put has one, what is patched or deleted has the other. */
  headersOf(
    { place, id, endsAtMs }: Operation,
    name: "azure-asyncoperation" | "location",
    apiVersion: string,
  ): Record<string, string> {
    const region = `/subscriptions/${place.subscription.id}/${provider}/locations/${place.location}`;
    const kind = name === "location" ? "operationResults" : "operationsStatus";
    const leftSeconds = Math.max(0, Math.ceil((endsAtMs - this.clock.nowMs()) / 1000));
    return {
      [name]: `${this.ownUrl()}${region}/${kind}/${id}?api-version=${apiVersion}`,
      "retry-after": String(this.options.retryAfterSeconds ?? Math.min(leftSeconds, 10)),
    };
  }

  /** Where operations are asked after: at the region of the subscription, whoever may change an account. */
  routes(
    showDeployment: (place: AccountPlace, name: string, apiVersion: string) => unknown,
  ): ManagementRoute[] {
    const answerWith =
      (show: (operation: Operation, request: ManagementRequest) => Answer) =>
      (request: ManagementRequest): Answer => {
        const operation = this.begun.find(({ id }) => id === request.names.name);
        if (operation !== undefined) return show(operation, request);
        return refuse(404, "NotFound", `The operation '${request.names.name}' was not found.`);
      };
    return [
      {
        method: "GET",
        path: `${locationTemplate}/operationsStatus/{name}`,
        action: "Microsoft.CognitiveServices/locations/operationsStatus/read",
        answer: answerWith((operation, { path }) => jsonAnswer(this.statusOf(operation, path))),
      },
      {
        method: "GET",
        path: `${locationTemplate}/operationResults/{name}`,
        action: "Microsoft.CognitiveServices/locations/operationResults/read",
        answer: answerWith((operation, { apiVersion }) => {
          if (!this.isOver(operation)) {
            return {
              status: 202,
              headers: this.headersOf(operation, "location", apiVersion),
              body: undefined,
            };
          }
          if (operation.kind === "delete") return { status: 204, body: undefined };
          return jsonAnswer(showDeployment(operation.place, operation.deployment.name, apiVersion));
        }),
      },
    ];
  }

  private statusOf(operation: Operation, path: string): Record<string, unknown> {
    const { id, failure, startedAtMs, endsAtMs } = operation;
    const begun = { id: path, name: id, startTime: new Date(startedAtMs).toISOString() };
    if (!this.isOver(operation)) return { ...begun, status: this.stateOfOperation(operation) };
    const ended = { ...begun, endTime: new Date(endsAtMs).toISOString() };
    if (failure === undefined) return { ...ended, status: "Succeeded" };
    return { ...ended, status: "Failed", ...controlPlaneError(failure.code, failure.message) };
  }
}
