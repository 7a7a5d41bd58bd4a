import type { ServiceWork, WorkPhase } from "../../../wire/bulk";
import { addressOf } from "../../app/route";
import { took } from "../figures";

interface LanesProps {
  works: readonly ServiceWork[];
  connection: string;
  /** When the list was read. */
  atMs: number;
}

const lengthMs = ({ fromMs, toMs }: WorkPhase, atMs: number): number => (toMs ?? atMs) - fromMs;

/** A phase is at least so wide, so that one of no time is seen. */
const leastShare = 0.004;

/** The phases of one as bars on the time that all take. */
const Lane = ({ work, fromMs, atMs }: { work: ServiceWork; fromMs: number; atMs: number }) => {
  const whole = Math.max(1, atMs - fromMs);
  const percent = (share: number): string => `${(100 * share).toFixed(2)}%`;
  return (
    <div class="work-lane" aria-hidden="true">
      {work.phases.map((phase) => {
        const share = Math.max(leastShare, lengthMs(phase, atMs) / whole);
        const left = Math.min(1 - leastShare, Math.max(0, (phase.fromMs - fromMs) / whole));
        const style = { left: percent(left), width: percent(Math.min(share, 1 - left)) };
        return <span key={phase.state} class={`work-phase work-${phase.state}`} style={style} />;
      })}
    </div>
  );
};

const phasesInWords = ({ phases }: ServiceWork, atMs: number): string =>
  phases.map((phase) => `${phase.state} ${took(lengthMs(phase, atMs))}`).join(", ");

const Row = ({
  work,
  connection,
  fromMs,
  atMs,
}: Omit<LanesProps, "works"> & { work: ServiceWork; fromMs: number }) => (
  <tr>
    <th scope="row" class="work-id">
      {work.kind === "job" ? (
        <a href={addressOf("bulk", "work", connection, work.id)}>{work.id}</a>
      ) : (
        <code>{work.id}</code>
      )}
    </th>
    <td>
      <span class={`work-state work-${work.state}`}>{work.state}</span>
    </td>
    <td class="work-time">
      <Lane work={work} fromMs={fromMs} atMs={atMs} />
      <span class="quiet" data-volatile>
        {phasesInWords(work, atMs)}
      </span>
    </td>
    <td>
      {work.detail}
      {work.problem !== undefined && <p class="bulk-message">{work.problem}</p>}
    </td>
  </tr>
);

/** Batches or jobs with their states over time. */
export const WorkLanes = ({ works, connection, atMs, title }: LanesProps & { title: string }) => {
  const fromMs = Math.min(atMs, ...works.flatMap(({ phases }) => phases[0]?.fromMs ?? atMs));
  return (
    <section class="bulk-panel" aria-label={title}>
      <h2>{title}</h2>
      {works.length === 0 ? (
        <p class="quiet">There are none at this connection.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard.
        <section class="bulk-scroll-x" tabIndex={0} aria-label={`${title}, table`}>
          <table class="work-table">
            <thead>
              <tr>
                <th scope="col">Id</th>
                <th scope="col">State</th>
                <th scope="col">Time</th>
                <th scope="col">Details</th>
              </tr>
            </thead>
            <tbody>
              {works.map((work) => (
                <Row key={work.id} work={work} connection={connection} fromMs={fromMs} atMs={atMs} />
              ))}
            </tbody>
          </table>
        </section>
      )}
    </section>
  );
};
