import type { EndpointSettings } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { SliderField } from "./SliderField";

const stops = [0, 10, 25, 50, 100, 150, 250, 400, 600, 1000, 1500, 2500, 4000, 6000, 10_000, 20_000, 30_000];

interface LatencySettingProps {
  latencyMs: EndpointSettings["latencyMs"];
  send: SendChange;
}

/** The wait before each answer: the same for each, or another one each time. */
export const LatencySetting = ({ latencyMs, send }: LatencySettingProps) => {
  const { problem, change } = useSending(send);
  const set = (value: unknown): Promise<boolean> => change("settings", { latencyMs: value });
  const isRange = typeof latencyMs === "object" && latencyMs !== null;
  const { fromMs, toMs } = isRange ? latencyMs : { fromMs: latencyMs ?? 0, toMs: latencyMs ?? 0 };
  const field = { unit: "ms", stops };
  return (
    <section aria-labelledby="latency-heading" class="setting">
      <div class="setting-head">
        <h2 id="latency-heading">Latency</h2>
        <label class="check">
          <input
            type="checkbox"
            checked={isRange}
            onChange={({ currentTarget }) =>
              void set(currentTarget.checked ? { fromMs, toMs: Math.max(toMs, 100) } : fromMs)
            }
          />
          Varies
        </label>
      </div>
      {isRange ? (
        <>
          <SliderField
            {...field}
            label="From"
            value={fromMs}
            onEnter={(from) => set({ fromMs: from, toMs })}
          />
          <SliderField {...field} label="To" value={toMs} onEnter={(to) => set({ fromMs, toMs: to })} />
        </>
      ) : (
        <SliderField {...field} label="Wait" value={fromMs} onEnter={set} />
      )}
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
