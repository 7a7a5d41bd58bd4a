import { type CaseWorld, startCaseWorld } from "../../cases/world";
import type { Environment } from "../../platform/environmentConnection";
import type { StepStates } from "../../platform/stepContext";
import { LoadedComponent } from "./component/LoadedComponent";
import { ConnectionShelf } from "./connections/ConnectionShelf";
import { FileShelf } from "./FileShelf";
import { EventHub } from "./http/EventHub";
import { RunHistory } from "./runs/RunHistory";
import { TriggerShelf } from "./triggers/TriggerShelf";

/** Everything that a workbench holds while it runs, all of it in memory. */
export interface Workbench {
  component: LoadedComponent;
  /** The local services. */
  world: CaseWorld;
  connections: ConnectionShelf;
  files: FileShelf;
  runs: RunHistory;
  triggers: TriggerShelf;
  hub: EventHub;
  /** What steps and triggers keep for the next ones, as an instance does. */
  states: StepStates;
}

/** What a workbench is made of, where it is not the usual. */
export interface WorkbenchOptions {
  /** Default: the built bundle. */
  bundlePath?: string | undefined;
  /** Whose connections are offered; default: none. */
  environment?: Environment | undefined;
}

/** Starts the local services and loads the component. Its certificate has to be trusted by the process. */
export const startWorkbench = async ({
  bundlePath,
  environment = {},
}: WorkbenchOptions = {}): Promise<Workbench> => {
  const component = new LoadedComponent(bundlePath);
  const [world] = await Promise.all([startCaseWorld(), component.load()]);
  const connections = new ConnectionShelf(world, environment);
  const hub = new EventHub(() => connections.secrets());
  component.watch(() => hub.tell({ type: "component" }));
  return {
    component,
    world,
    connections,
    files: new FileShelf(),
    runs: new RunHistory(),
    triggers: new TriggerShelf(),
    hub,
    states: { instanceState: {}, crossFlowState: {}, executionState: {}, integrationState: {} },
  };
};
