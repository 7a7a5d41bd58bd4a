import type { EndpointSettings } from "../../../wire/endpoint";
import { Problem } from "../../parts/Problem";
import type { SendChange } from "../useEndpoint";
import { useSending } from "../useSending";
import { SliderField } from "./SliderField";

const percentStops = [0, 1, 2, 5, 10, 20, 30, 50, 75, 100];
const nextStops = [0, 1, 2, 3, 5, 10, 20, 50, 100];

/** A share in percent, without what binary fractions add. */
const percentOf = (share: number): number => Number((share * 100).toFixed(4));

const shareOf = (percent: number | string): number | string =>
  typeof percent === "number" ? Number((percent / 100).toFixed(6)) : percent;

interface FilterSettingProps {
  contentFilter: EndpointSettings["contentFilter"];
  send: SendChange;
}

/** Which prompts the content filter refuses, whatever is in them. */
export const FilterSetting = ({ contentFilter, send }: FilterSettingProps) => {
  const { problem, change } = useSending(send);
  const set = (more: { [Key in keyof EndpointSettings["contentFilter"]]?: unknown }): Promise<boolean> =>
    change("settings", { contentFilter: { ...contentFilter, ...more } });
  return (
    <section aria-labelledby="filter-heading" class="setting">
      <h2 id="filter-heading">Content filter refuses</h2>
      <SliderField
        {...{ label: "Share", unit: "%", value: percentOf(contentFilter.share), stops: percentStops }}
        onEnter={(percent) => set({ share: shareOf(percent) })}
      />
      <SliderField
        {...{ label: "Next", unit: "prompts", value: contentFilter.next, stops: nextStops }}
        onEnter={(next) => set({ next })}
      />
      {problem !== undefined && <Problem sentence={problem} />}
    </section>
  );
};
