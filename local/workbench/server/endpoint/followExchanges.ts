import type { ExchangeLog } from "../../../endpoint";
import type { EventHub } from "../http/EventHub";

/** Pages hear of requests ten times a second at most, however many there are. */
const toldEveryMs = 100;

/** Tells the pages that local services got requests. */
export const followExchanges = (exchanges: ExchangeLog, hub: EventHub): void => {
  let timer: NodeJS.Timeout | undefined;
  let last = 0;
  exchanges.onExchange(({ number }) => {
    last = Math.max(last, number);
    timer ??= setTimeout(() => {
      timer = undefined;
      hub.tell({ type: "exchanges", last });
    }, toldEveryMs);
    timer.unref();
  });
};
