import type { RunView } from "../../../wire/run";
import { addressOf } from "../../app/route";
import { clockTime } from "../../parts/clockTime";
import { whole } from "../figures";

/** Runs that are listed; older ones are found on the page Run. */
const mostListed = 100;

const states = { running: "running", succeeded: "ended", failed: "failed", cancelled: "cancelled" } as const;

/** The runs of the session, to choose one from. */
export const RunList = ({ runs, chosen }: { runs: readonly RunView[]; chosen: string | undefined }) => (
  <nav aria-label="Runs" class="bulk-runs">
    <ul>
      {runs.slice(0, mostListed).map((run) => (
        <li key={run.id}>
          <a
            href={addressOf("bulk", "run", run.id)}
            aria-current={run.id === chosen ? "true" : undefined}
            class={`bulk-run-${run.state}`}
          >
            <span class="bulk-run-name">{run.name}</span>
            <span class="quiet" data-volatile>
              {clockTime(run.startedAtMs)} · {states[run.state]} · {whole(run.attempts)}{" "}
              {run.attempts === 1 ? "attempt" : "attempts"}
            </span>
          </a>
        </li>
      ))}
    </ul>
    {runs.length > mostListed && (
      <p class="quiet">{whole(runs.length - mostListed)} older ones are left out.</p>
    )}
  </nav>
);
