import type { SetFault } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { FaultEntry } from "./FaultEntry";
import { faultPresets } from "./faultPresets";
import { faultLabel, faultWords } from "./faultWords";

interface FaultScriptProps {
  faults: readonly SetFault[];
  send: SendChange;
}

const FaultLine = ({ fault, onRemove }: { fault: SetFault; onRemove(): void }) => {
  const words = faultWords(fault);
  return (
    <li>
      <span class="grow">
        {faultLabel(fault.kind)}
        {words !== "" && <span class="quiet">{words}</span>}
      </span>
      <span class="left">{fault.remaining} left</span>
      <button
        type="button"
        class="small"
        aria-label={`Take back ${faultLabel(fault.kind)}`}
        onClick={onRemove}
      >
        Take back
      </button>
    </li>
  );
};

const FaultLines = ({
  faults,
  onRemove,
}: {
  faults: readonly SetFault[];
  onRemove(fault: SetFault): void;
}) =>
  faults.length === 0 ? (
    <p class="quiet">No fault waits. Each request takes the first that is for it.</p>
  ) : (
    <ol class="plain-list script">
      {faults.map((fault) => (
        <FaultLine key={`${fault.server} ${fault.number}`} fault={fault} onRemove={() => onRemove(fault)} />
      ))}
    </ol>
  );

/** The faults that wait, in the order in which they are tried, and the ways to add one. */
export const FaultScript = ({ faults, send }: FaultScriptProps) => {
  const { problem, change } = useSending(send);
  return (
    <section aria-labelledby="faults-heading" class="setting">
      <div class="setting-head">
        <h2 id="faults-heading">Faults</h2>
        {faults.length > 0 && (
          <button type="button" class="small" onClick={() => void change("faults/clear")}>
            Take all back
          </button>
        )}
      </div>
      <FaultLines
        faults={faults}
        onRemove={({ server, number }) => void change("faults/remove", { server, number })}
      />
      <div class="chips">
        {faultPresets.map(({ label, fault }) => (
          <button
            key={label}
            type="button"
            class="small"
            onClick={() => void change("faults", { server: "endpoint", ...fault })}
          >
            {label}
          </button>
        ))}
      </div>
      <details>
        <summary>Another fault</summary>
        <FaultEntry onAdd={(fault) => change("faults", fault)} />
      </details>
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
