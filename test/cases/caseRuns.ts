import { formParams } from "../../local/cases/formParams";
import { loadCase, type PartKind } from "../../local/cases/loadCase";
import type { EnteredForm } from "../../local/cases/stepCase";
import type { CaseWorld, ConnectionKind } from "../../local/cases/world";
import type { RecordedRequest } from "../../local/endpoint/server/recordedRequest";
import { connectionValue } from "../../local/platform/connection";
import type { CallPart } from "./partCalls";
import { component, partOf } from "./parts";

/** Where and how cases are run. */
export interface CaseRig {
  call: CallPart;
  world: CaseWorld;
  connection: ConnectionKind;
}

/** A form of a case, and what it is called in tests: `required` or such as `every 2`. */
export type NamedForm = readonly [name: string, form: EnteredForm];

/** What came of a form. */
export interface CaseRun {
  form: EnteredForm;
  /** The data of an action, the choices of a picker. */
  data: unknown;
  /** What the step itself sent to the endpoint. */
  requests: RecordedRequest[];
  /** What it sent to Azure Resource Manager. */
  managed: RecordedRequest[];
}

/** The forms of a case, the least first. */
export const formsOf = (kind: PartKind, key: string): NamedForm[] => {
  const { required, every } = loadCase(kind, key);
  return [["required", required], ...every.map((form, index) => [`every ${index + 1}`, form] as const)];
};

/** Each look at the component's connections converts them: this copy has them once. */
const converted = { ...component };

/** The connection of a part's step, as the step gets it. */
export const connectionOf = (rig: CaseRig, kind: PartKind, key: string) =>
  connectionValue(converted, rig.world.connectionTo(rig.connection, loadCase(kind, key).needs));

/**
 * Makes what has to be there for a part; undefined where nothing has to.
 * @param shared - gets what the steps leave in the state of all flows
 */
export const prepare = async (
  rig: CaseRig,
  kind: PartKind,
  key: string,
  shared: Record<string, unknown> = {},
): Promise<EnteredForm | undefined> =>
  loadCase(kind, key).prepare?.(async (action, form) => {
    const params = formParams(partOf("actions", action).inputs, form, {
      connection: connectionOf(rig, kind, key),
    });
    const { result } = await rig.call({ kind: "actions", key: action, method: "perform", args: [params] });
    const { data, crossFlowState } = result as { data: unknown; crossFlowState?: object };
    Object.assign(shared, crossFlowState);
    return data;
  });

/** Runs an action or a picker with a form of its case, once everything is there that it needs. */
export const runForm = async (
  rig: CaseRig,
  kind: Exclude<PartKind, "triggers">,
  key: string,
  form: EnteredForm,
): Promise<CaseRun> => {
  const connection = connectionOf(rig, kind, key);
  const prepared = await prepare(rig, kind, key);
  const params = formParams(partOf(kind, key).inputs, form, { connection, prepared });
  const { requests } = rig.world.endpointFor(loadCase(kind, key).needs);
  const { managed } = rig.world;
  const [before, managedBefore] = [requests.length, managed.length];
  const { result } = await rig.call({ kind, key, method: "perform", args: [params] });
  const data = (result as Record<string, unknown>)[kind === "actions" ? "data" : "result"];
  return { form, data, requests: requests.slice(before), managed: managed.slice(managedBefore) };
};
