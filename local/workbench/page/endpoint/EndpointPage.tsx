import type { EndpointView } from "../../wire/endpoint";
import { Announcer } from "../parts/Announcer";
import { Problem } from "../parts/Problem";
import { AddressList } from "./AddressList";
import { ExchangeRoom } from "./exchanges/ExchangeRoom";
import { FaultScript } from "./faults/FaultScript";
import { FilterSetting } from "./settings/FilterSetting";
import { LatencySetting } from "./settings/LatencySetting";
import { QuotaSetting } from "./settings/QuotaSetting";
import { RetirementSetting } from "./settings/RetirementSetting";
import { type SendChange, useEndpoint } from "./useEndpoint";
import "./endpoint.css";

const Settings = ({ view, send }: { view: EndpointView; send: SendChange }) => (
  <div class="endpoint-settings">
    <LatencySetting latencyMs={view.settings.latencyMs} send={send} />
    <QuotaSetting settings={view.settings} send={send} />
    <FaultScript faults={view.faults} send={send} />
    <FilterSetting contentFilter={view.settings.contentFilter} send={send} />
    <RetirementSetting view={view} send={send} />
    <AddressList addresses={view.addresses} />
  </div>
);

/** The page Endpoint: how the local services behave, and the requests that they got. */
export const EndpointPage = () => {
  const { view, problem, send } = useEndpoint();
  return (
    <div class="endpoint-page">
      <header class="endpoint-head">
        <h1>Endpoint</h1>
        <p class="standing" aria-live="polite">
          {view?.sentence}
        </p>
        <button type="button" onClick={() => void send("reset")}>
          Reset all
        </button>
      </header>
      {problem !== undefined && <Problem sentence={problem} />}
      <div class="endpoint-columns">
        {view && <Settings view={view} send={send} />}
        <ExchangeRoom />
      </div>
      <Announcer />
    </div>
  );
};
