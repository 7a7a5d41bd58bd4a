import { useEffect, useRef, useState } from "preact/hooks";
import type { ExchangeRow, ShownExchange } from "../../../wire/exchange";
import { get, sentenceOf } from "../../app/api";
import { Problem } from "../../parts/Problem";
import { serverLabel } from "../faults/faultWords";
import { ExchangeSideView } from "./ExchangeSideView";
import { statusOf, timeOf, toneOf, whyOf } from "./exchangeWords";

/** So much of it has to be in sight. */
const shownPx = 120;

interface ExchangeViewProps {
  number: number;
  /** Its row, which says when it changed; absent for one that is gone. */
  row: ExchangeRow | undefined;
  onClose(): void;
}

/** The whole of a request, asked for again when it changed. */
const useExchange = (number: number, change: number): { shown?: ShownExchange; problem?: string } => {
  const [loaded, setLoaded] = useState<{ shown?: ShownExchange; problem?: string }>({});
  useEffect(() => {
    const asked = new AbortController();
    get<ShownExchange>(`/api/endpoint/exchanges/${number}`, asked.signal).then(
      (shown) => setLoaded({ shown }),
      (error: unknown) => asked.signal.aborted || setLoaded({ problem: sentenceOf(error) }),
    );
    return () => asked.abort();
  }, [number, change]);
  return loaded;
};

const address = ({ path, query }: ShownExchange): string => {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${value}`);
  return pairs.length > 0 ? `${path}?${pairs.join("&")}` : path;
};

const Facts = ({ shown }: { shown: ShownExchange }) => {
  const why = whyOf(shown);
  return (
    <>
      <p class="exchange-address code">
        {shown.method} {address(shown)}
      </p>
      <p class="exchange-facts">
        <strong class={toneOf(shown)}>{statusOf(shown)}</strong>
        {why !== "" && <span>{why}</span>}
        {shown.tookMs !== null && <span data-volatile>{shown.tookMs.toFixed(0)} ms</span>}
        <span>{serverLabel(shown.server)}</span>
        {shown.model !== null && <span>{shown.model}</span>}
        <span data-volatile>{timeOf(shown.atMs)}</span>
      </p>
    </>
  );
};

/** A request with its whole answer. */
export const ExchangeView = ({ number, row, onClose }: ExchangeViewProps) => {
  const { shown, problem } = useExchange(number, row?.change ?? 0);
  const box = useRef<HTMLElement>(null);
  const isShown = shown !== undefined;
  useEffect(() => {
    // On a narrow screen it stands below the table, out of sight.
    const { current } = box;
    const isBelow = current !== null && current.getBoundingClientRect().top > window.innerHeight - shownPx;
    if (isShown && isBelow) current.scrollIntoView({ block: "start" });
  }, [isShown]);
  return (
    <section ref={box} class="exchange-view" aria-labelledby="exchange-heading">
      <div class="setting-head">
        <h3 id="exchange-heading">Request {number}</h3>
        <button type="button" class="small" onClick={onClose}>
          Close
        </button>
      </div>
      {problem !== undefined && <Problem sentence={problem} />}
      {shown && (
        <>
          <Facts shown={shown} />
          <ExchangeSideView title="Request" side={shown.request} nothing="No body." />
          <ExchangeSideView
            title="Answer"
            side={shown.answer}
            nothing={shown.state === "open" ? "No answer yet." : "Nothing was answered."}
          />
        </>
      )}
    </section>
  );
};
