import { useId, useState } from "preact/hooks";

interface SliderFieldProps {
  label: string;
  unit: string;
  value: number;
  /** What the slider stops at, from the least to the most; the box takes anything between and beyond. */
  stops: readonly number[];
  /** Takes a number, or whatever else was entered. */
  onEnter(value: number | string): Promise<unknown>;
}

const entered = (text: string): number | string => {
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
};

const nearest = (stops: readonly number[], value: number): number =>
  stops.reduce(
    (best, stop, index) => (Math.abs(stop - value) < Math.abs((stops[best] ?? 0) - value) ? index : best),
    0,
  );

/** A number with a slider for the usual ones and a box for any. */
export const SliderField = ({ label, unit, value, stops, onEnter }: SliderFieldProps) => {
  const id = useId();
  const [draft, setDraft] = useState<string | undefined>(undefined);
  const shown = draft ?? String(value);
  const take = async (text: string): Promise<void> => {
    await onEnter(entered(text));
    setDraft(undefined);
  };
  const stopAt = (index: string): string => String(stops[Number(index)] ?? value);
  return (
    <div class="slider-field">
      <label for={id}>{label}</label>
      <input
        type="range"
        aria-label={`${label}, slider`}
        aria-valuetext={`${shown} ${unit}`}
        min={0}
        max={stops.length - 1}
        value={nearest(stops, Number(shown))}
        onInput={({ currentTarget }) => setDraft(stopAt(currentTarget.value))}
        onChange={({ currentTarget }) => void take(stopAt(currentTarget.value))}
      />
      <span class="unit-box">
        <input
          id={id}
          inputMode="decimal"
          autocomplete="off"
          value={shown}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
          onChange={({ currentTarget }) => void take(currentTarget.value)}
        />
        <span class="quiet">{unit}</span>
      </span>
    </div>
  );
};
