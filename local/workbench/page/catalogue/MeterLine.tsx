import type { FormInput } from "../../wire/formInput";
import { formMeter } from "./formMeter";

const Figure = ({ label, value, note }: { label: string; value: number; note?: string | undefined }) => (
  <div class="meter-figure">
    <dt>{label}</dt>
    <dd>
      {value.toLocaleString("en-US")}
      {note !== undefined && <span class="meter-note"> {note}</span>}
    </dd>
  </div>
);

/** How large a form is, for its author. */
export const MeterLine = ({ inputs }: { inputs: readonly FormInput[] }) => {
  const meter = formMeter(inputs);
  return (
    <dl class="meter" aria-label="Size of the form">
      <Figure label="Boxes outside groups" value={meter.boxesOutside} />
      <Figure label="Boxes in all" value={meter.boxes} />
      <Figure label="Required" value={meter.required} />
      <Figure label="Folded groups" value={meter.groups} />
      {meter.hidden > 0 && <Figure label="Hidden inputs" value={meter.hidden} />}
      <Figure label="Words of comments" value={meter.commentWords} />
      {meter.longest && (
        <Figure label="Longest comment" value={meter.longest.words} note={`words, ${meter.longest.label}`} />
      )}
    </dl>
  );
};
