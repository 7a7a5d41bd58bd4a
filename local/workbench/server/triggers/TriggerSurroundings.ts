import type { StepStates } from "../../../platform/stepContext";
import type { LoadedComponent } from "../component/LoadedComponent";
import type { ConnectionShelf } from "../connections/ConnectionShelf";
import type { FileShelf } from "../FileShelf";
import type { EventHub } from "../http/EventHub";
import type { RunHistory } from "../runs/RunHistory";
import type { SecretShelf } from "../runs/SecretShelf";

/** What a deployed trigger takes from the workbench. */
export interface TriggerSurroundings {
  component: LoadedComponent;
  connections: ConnectionShelf;
  files: FileShelf;
  secrets: SecretShelf;
  runs: RunHistory;
  hub: EventHub;
  states: StepStates;
}
