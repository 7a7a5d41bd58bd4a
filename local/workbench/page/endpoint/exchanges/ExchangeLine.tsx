import type { ExchangeRow } from "../../../wire/exchange";
import { serverLabel } from "../faults/faultWords";
import { statusOf, timeOf, toneOf, whyOf } from "./exchangeWords";

interface ExchangeLineProps {
  row: ExchangeRow;
  /** Its place in the table, from 1; the head is the first. */
  place: number;
  isOpened: boolean;
  onOpen(): void;
  onKeyDown(event: KeyboardEvent): void;
}

/** A request in a row, whose button opens it. */
export const ExchangeLine = ({ row, place, isOpened, onOpen, onKeyDown }: ExchangeLineProps) => (
  <tr aria-rowindex={place} class={isOpened ? "is-opened" : undefined}>
    <td class="column-time" data-volatile>
      {timeOf(row.atMs)}
    </td>
    <td class="column-server">{serverLabel(row.server)}</td>
    <td class="column-method">{row.method}</td>
    <td>
      <button
        type="button"
        aria-expanded={isOpened}
        data-number={row.number}
        title={row.path}
        onClick={onOpen}
        onKeyDown={onKeyDown}
      >
        {row.path}
      </button>
    </td>
    <td class="column-model" title={row.model ?? undefined}>
      {row.model}
    </td>
    <td class={`column-status ${toneOf(row)}`}>{statusOf(row)}</td>
    <td class="column-took" data-volatile>
      {row.tookMs?.toFixed(0)}
    </td>
    <td class="column-why" title={whyOf(row)}>
      {whyOf(row)}
    </td>
  </tr>
);
