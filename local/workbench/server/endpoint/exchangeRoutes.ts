import type { Exchange } from "../../../endpoint";
import type { ExchangeRows } from "../../wire/exchange";
import type { ApiRequest, ApiRoute } from "../http/apiRoute";
import { RequestError } from "../http/RequestError";
import { wholeNumber } from "../runs/wholeNumber";
import type { Workbench } from "../workbench";
import { bodyImages } from "./bodyImages";
import { showExchange } from "./showExchange";

/** Rows of one answer. */
const mostRows = 1000;
const presetRows = 200;

const rowsOf = (query: URLSearchParams, { exchanges: log }: Workbench): ExchangeRows => {
  const { exchanges, hasMore, oldest, change } = log.list({
    after: wholeNumber(query.get("after"), 0),
    before: wholeNumber(query.get("before"), Number.MAX_SAFE_INTEGER),
    changedAfter: wholeNumber(query.get("changedAfter"), 0),
    most: Math.min(wholeNumber(query.get("count"), presetRows), mostRows),
    order: "newestFirst",
  });
  return { rows: exchanges, hasMore, oldest, change };
};

const exchangeOf = ({ params }: ApiRequest, { exchanges }: Workbench): Exchange => {
  const found = exchanges.find(wholeNumber(params["number"] ?? "", 0));
  if (!found) throw new RequestError(404, "This request is no longer kept.");
  return found;
};

/** The requests that the local services got. */
export const exchangeRoutes: readonly ApiRoute[] = [
  {
    method: "GET",
    path: "/api/endpoint/exchanges",
    answer: ({ query }, bench) => ({ json: rowsOf(query, bench) }),
  },
  {
    method: "GET",
    path: "/api/endpoint/exchanges/:number",
    answer: (request, bench) => ({ json: showExchange(exchangeOf(request, bench)) }),
  },
  {
    method: "GET",
    path: "/api/endpoint/exchanges/:number/images/:side/:index",
    answer: (request, bench) => {
      const { requestBody, answerBody } = exchangeOf(request, bench);
      const { side, index } = request.params;
      const body = side === "request" ? requestBody : answerBody;
      const image = bodyImages(body?.text ?? "")[wholeNumber(index ?? "", 0)];
      if (!image) throw new RequestError(404, "There is no such image.");
      return { bytes: image.data, contentType: image.contentType };
    },
  },
  {
    method: "POST",
    path: "/api/endpoint/exchanges/clear",
    answer: (_request, { exchanges, hub }) => {
      exchanges.clear();
      hub.tell({ type: "exchanges", last: 0 });
      return { json: {} };
    },
  },
];
