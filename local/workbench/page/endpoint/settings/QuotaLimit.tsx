import type { EndpointSettings } from "../../../wire/endpoint";
import { SliderField } from "./SliderField";

interface QuotaLimitProps {
  label: string;
  unit: string;
  value: number | undefined;
  /** What a limit begins with. */
  preset: number;
  stops: readonly number[];
  left: EndpointSettings["quotaLeft"][number] | undefined;
  /** Takes null for no limit. */
  onEnter(value: number | string | null): Promise<unknown>;
}

const grouped = (value: number): string => value.toLocaleString("en-US");

const Left = ({ perMinute, remaining, resetMs }: EndpointSettings["quotaLeft"][number]) => (
  <p class="quota-left">
    <progress max={perMinute} value={remaining} aria-hidden="true" />
    <span>
      {grouped(remaining)} of {grouped(perMinute)} left
      {resetMs > 0 && `, all again in ${grouped(Math.ceil(resetMs / 1000))} s`}
    </span>
  </p>
);

/** One limit of a minute, with what is left of it. */
export const QuotaLimit = ({ label, unit, value, preset, stops, left, onEnter }: QuotaLimitProps) => (
  <div class="quota-limit">
    <label class="check">
      <input
        type="checkbox"
        checked={value !== undefined}
        onChange={({ currentTarget }) => void onEnter(currentTarget.checked ? preset : null)}
      />
      Limit {unit}
    </label>
    {value !== undefined && (
      <SliderField label={label} unit="/ min" value={value} stops={stops} onEnter={onEnter} />
    )}
    {left && <Left {...left} />}
  </div>
);
