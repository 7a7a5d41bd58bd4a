import { useEffect, useState } from "preact/hooks";
import type { ExchangeRow } from "../../../wire/exchange";
import { sentenceOf } from "../../app/api";
import { onEvent } from "../../app/events";
import { ExchangeRowStore } from "./ExchangeRowStore";

/** The requests that the server keeps, the newest first, and what went wrong with asking for them. */
export const useExchangeRows = (): { rows: readonly ExchangeRow[]; problem: string | undefined } => {
  const [store, setStore] = useState(() => new ExchangeRowStore());
  const [problem, setProblem] = useState<string | undefined>(undefined);
  useEffect(() => {
    const load = (): void => {
      store.load().then(
        () => setProblem(undefined),
        (error: unknown) => setProblem(sentenceOf(error)),
      );
    };
    load();
    return onEvent(({ type }) => {
      if (type === "exchanges") load();
      // Another server may answer, which counts from 1 again.
      else if (type === "resync") setStore(new ExchangeRowStore());
    });
  }, [store]);
  return { rows: store.rows.value, problem };
};
