import type { WorkbenchStatus } from "../../wire/workbenchStatus";
import { bytesInWords } from "../parts/bytesInWords";
import { clockTime } from "../parts/clockTime";
import { LoadButton } from "./LoadButton";

const ComponentFacts = ({ label, parts, bytes, loadedAtMs }: NonNullable<WorkbenchStatus["component"]>) => (
  <>
    <div>
      <dt>Component</dt>
      <dd>{label}</dd>
    </div>
    <div>
      <dt>Parts</dt>
      <dd>{parts}</dd>
    </div>
    <div>
      <dt>Bundle</dt>
      <dd data-volatile="1.6 MB">{bytesInWords(bytes)}</dd>
    </div>
    <div>
      <dt>Loaded at</dt>
      <dd data-volatile="12:00:00">{clockTime(loadedAtMs)}</dd>
    </div>
  </>
);

/** The foot of each page: which component is loaded, and where the local endpoint answers. */
export const StatusBar = ({ status }: { status: WorkbenchStatus | undefined }) => (
  <footer class="status-bar">
    {status && (
      <dl>
        {status.component && <ComponentFacts {...status.component} />}
        <div>
          <dt>Local endpoint</dt>
          <dd class="code" data-volatile="https://localhost:4021">
            {status.endpointUrl}
          </dd>
        </div>
      </dl>
    )}
    <LoadButton label="Load again" />
  </footer>
);
