import { useMemo, useState } from "preact/hooks";
import type { ExchangeRow } from "../../../wire/exchange";
import { post, sentenceOf } from "../../app/api";
import { goTo, route } from "../../app/route";
import { Problem } from "../../parts/Problem";
import { ExchangeTable } from "./ExchangeTable";
import { ExchangeView } from "./ExchangeView";
import { type ExchangeFilter, filterRows, statusChoices } from "./exchangeFilter";
import { useExchangeRows } from "./useExchangeRows";

interface FilterBarProps {
  filter: ExchangeFilter;
  isHeld: boolean;
  onFilter(filter: ExchangeFilter): void;
  onHold(isHeld: boolean): void;
  onClear(): void;
}

const FilterBar = ({ filter, isHeld, onFilter, onHold, onClear }: FilterBarProps) => (
  <div class="filter-bar">
    <input
      type="search"
      aria-label="Search in the requests"
      placeholder="Path, model, status, why"
      value={filter.text}
      onInput={({ currentTarget }) => onFilter({ ...filter, text: currentTarget.value })}
    />
    <select
      aria-label="Status of the requests"
      value={filter.status}
      onChange={({ currentTarget }) => onFilter({ ...filter, status: currentTarget.value })}
    >
      {statusChoices.map(({ key, label }) => (
        <option key={key} value={key}>
          {label}
        </option>
      ))}
    </select>
    <button
      type="button"
      aria-pressed={isHeld}
      title="Keep the table as it is while requests come"
      onClick={() => onHold(!isHeld)}
    >
      Hold
    </button>
    <button type="button" onClick={onClear}>
      Clear
    </button>
  </div>
);

const countWords = (shown: number, all: number): string => {
  if (all === 0) return "No requests yet: run a step.";
  const words = `${all.toLocaleString("en-US")} ${all === 1 ? "request" : "requests"}`;
  return shown === all ? `${words}.` : `${shown.toLocaleString("en-US")} of ${words}.`;
};

/** The rows as they are, or as they were when they were held. */
const useHeldRows = (rows: readonly ExchangeRow[]) => {
  const [held, setHeld] = useState<readonly ExchangeRow[] | undefined>(undefined);
  const hold = (isHeld: boolean): void => setHeld(isHeld ? rows : undefined);
  return { standing: held ?? rows, isHeld: held !== undefined, hold };
};

/** The requests that the local services got, and the one that is open. */
export const ExchangeRoom = () => {
  const { rows, problem } = useExchangeRows();
  const [filter, setFilter] = useState<ExchangeFilter>({ text: "", status: "all" });
  const { standing, isHeld, hold } = useHeldRows(rows);
  const [refused, setRefused] = useState<string | undefined>(undefined);
  const shown = useMemo(() => filterRows(standing, filter), [standing, filter]);
  const opened = Number(route.value[1]) || undefined;
  const clear = (): void => {
    hold(false);
    goTo("endpoint");
    post("/api/endpoint/exchanges/clear").then(
      () => setRefused(undefined),
      (error: unknown) => setRefused(sentenceOf(error)),
    );
  };
  const sentence = refused ?? problem;
  return (
    <section aria-labelledby="requests-heading" class="exchange-room">
      <div class="exchange-head">
        <h2 id="requests-heading">Requests</h2>
        <span class="quiet">{countWords(shown.length, standing.length)}</span>
        <FilterBar {...{ filter, isHeld }} onFilter={setFilter} onHold={hold} onClear={clear} />
      </div>
      {sentence !== undefined && <Problem sentence={sentence} />}
      <div class={`exchange-columns ${opened === undefined ? "" : "is-open"}`}>
        <ExchangeTable rows={shown} opened={opened} onOpen={(number) => goTo("endpoint", String(number))} />
        {opened !== undefined && (
          <ExchangeView
            key={opened}
            number={opened}
            row={rows.find(({ number }) => number === opened)}
            onClose={() => goTo("endpoint")}
          />
        )}
      </div>
    </section>
  );
};
