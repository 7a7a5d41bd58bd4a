import type { BulkResult, RunName } from "../../../wire/bulk";
import { addressOf } from "../../app/route";

const RunLink = ({ words, run: { id, name } }: { words: string; run: RunName }) => (
  <li>
    {words} <a href={addressOf("bulk", "run", id)}>{name}</a>
  </li>
);

/** Links between a run and those that do what it left. */
export const RunLinks = ({ continues, continuedBy }: Pick<BulkResult, "continues" | "continuedBy">) =>
  continues || continuedBy.length > 0 ? (
    <ul class="bulk-links">
      {continues && <RunLink words="Does what remained of" run={continues} />}
      {continuedBy.map((run) => (
        <RunLink key={run.id} words="What remained is done by" run={run} />
      ))}
    </ul>
  ) : null;
