import type { ConnectionView } from "../../../wire/connection";
import { goTo } from "../../app/route";
import { clockTime } from "../../parts/clockTime";
import { Problem } from "../../parts/Problem";
import { useLoaded } from "../../parts/useLoaded";
import { JobCurves } from "./JobCurves";
import { useServiceWork } from "./useServiceWork";
import { WorkLanes } from "./WorkLanes";

const firstConnection = "local";

const ConnectionChoice = ({ chosen }: { chosen: string }) => {
  const { value } = useLoaded<ConnectionView[]>("/api/connections", ["connections"]);
  const names = value ?? [{ id: chosen, label: chosen }];
  return (
    <label class="work-connection">
      Connection
      <select value={chosen} onChange={({ currentTarget }) => goTo("bulk", "work", currentTarget.value)}>
        {names.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
    </label>
  );
};

const Lists = ({ connection }: { connection: string }) => {
  const { value: list, problem, read } = useServiceWork(connection);
  const of = (kind: "batch" | "job") => list?.works.filter((work) => work.kind === kind) ?? [];
  return (
    <>
      <div class="work-head">
        <ConnectionChoice chosen={connection} />
        <button type="button" onClick={read}>
          Read again
        </button>
        {list && (
          <span class="quiet" role="status" data-volatile>
            Read at {clockTime(list.atMs)}
          </span>
        )}
      </div>
      {[problem, ...(list?.problems ?? [])].map(
        (sentence) => sentence !== undefined && <Problem key={sentence} sentence={sentence} />,
      )}
      {list && (
        <>
          <WorkLanes title="Batches" works={of("batch")} connection={connection} atMs={list.atMs} />
          <WorkLanes title="Fine-tuning jobs" works={of("job")} connection={connection} atMs={list.atMs} />
        </>
      )}
    </>
  );
};

/** What the service does by itself at a connection, or the training of a job. */
export const WorkRoom = ({ chosen: [connection, job] }: { chosen: readonly string[] }) =>
  job === undefined ? (
    <Lists connection={connection ?? firstConnection} />
  ) : (
    <JobCurves connection={connection ?? firstConnection} job={job} />
  );
