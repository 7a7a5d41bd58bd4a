import { type CaseWorld, startCaseWorld } from "../../cases/world";
import { ExchangeLog } from "../../endpoint";
import type { Environment } from "../../platform/environmentConnection";
import type { StepStates } from "../../platform/stepContext";
import { LoadedComponent } from "./component/LoadedComponent";
import { ConnectionShelf } from "./connections/ConnectionShelf";
import { hiddenSpellings } from "./connections/secretTexts";
import { followExchanges } from "./endpoint/followExchanges";
import { FileShelf } from "./FileShelf";
import { EventHub } from "./http/EventHub";
import { RunHistory } from "./runs/RunHistory";
import { SecretShelf } from "./runs/SecretShelf";
import { TriggerShelf } from "./triggers/TriggerShelf";

/** Everything that a workbench holds while it runs, all of it in memory. */
export interface Workbench {
  component: LoadedComponent;
  /** The local services. */
  world: CaseWorld;
  /** The requests that they got. */
  exchanges: ExchangeLog;
  connections: ConnectionShelf;
  files: FileShelf;
  /** What was typed into the secret boxes of steps. */
  secrets: SecretShelf;
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

/** How much is kept of the requests to the local services. */
const mostExchanges = 10_000;
const mostRequests = 1000;

/** Starts the local services and loads the component. Its certificate has to be trusted by the process. */
export const startWorkbench = async ({
  bundlePath,
  environment = {},
}: WorkbenchOptions = {}): Promise<Workbench> => {
  const component = new LoadedComponent(bundlePath);
  const exchanges = new ExchangeLog({ mostExchanges });
  const starting = startCaseWorld({}, {}, { exchanges, mostRequests });
  const [world] = await Promise.all([starting, component.load()]);
  const connections = new ConnectionShelf(world, environment);
  const hub = new EventHub(() => connections.secrets());
  component.watch(() => hub.tell({ type: "component" }));
  followExchanges(exchanges, hub);
  return {
    component,
    world,
    exchanges,
    connections,
    files: new FileShelf(),
    secrets: new SecretShelf((text) => connections.hide(hiddenSpellings([text]))),
    runs: new RunHistory(),
    triggers: new TriggerShelf(),
    hub,
    states: { instanceState: {}, crossFlowState: {}, executionState: {}, integrationState: {} },
  };
};
