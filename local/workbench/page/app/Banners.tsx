import type { WorkbenchStatus } from "../../wire/workbenchStatus";
import { LoadButton } from "./LoadButton";
import { serverSentences, serverState } from "./serverState";

const ComponentBanner = ({ problem, isOutdated }: WorkbenchStatus) => {
  if (problem === undefined && !isOutdated) return null;
  return (
    <div class={problem === undefined ? "banner" : "banner bad"}>
      <p>{problem ?? "The component was built anew. Steps still run by the former one."}</p>
      <LoadButton label="Load the component again" />
    </div>
  );
};

/** What concerns all pages: whether the server answers, and whether there is a component. */
export const Banners = ({ status }: { status: WorkbenchStatus | undefined }) => {
  const state = serverState.value;
  return (
    <div role="status">
      {state !== "answering" && (
        <div class="banner bad">
          <p>{serverSentences[state]}</p>
        </div>
      )}
      {status && <ComponentBanner {...status} />}
    </div>
  );
};
