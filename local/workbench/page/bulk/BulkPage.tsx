import { addressOf, route } from "../app/route";
import "./bulk.css";
import { PlotColors } from "./plots/PlotColors";
import { RunsRoom } from "./runs/RunsRoom";
import { WorkRoom } from "./work/WorkRoom";

const rooms = [
  ["run", "Runs"],
  ["work", "Batches and jobs"],
] as const;

/** The page Bulk: runs of many items, and what the service does by itself. */
export const BulkPage = () => {
  const [, room = "run", ...chosen] = route.value;
  return (
    <>
      <div class="bulk-head">
        <h1>Bulk</h1>
        <nav aria-label="Kinds of bulk">
          <ul class="bulk-rooms">
            {rooms.map(([key, label]) => (
              <li key={key}>
                <a href={addressOf("bulk", key)} aria-current={key === room ? "true" : undefined}>
                  {label}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      </div>
      <PlotColors />
      {room === "work" ? <WorkRoom chosen={chosen} /> : <RunsRoom chosen={chosen[0]} />}
    </>
  );
};
