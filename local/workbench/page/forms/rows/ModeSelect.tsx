import { useContext } from "preact/hooks";
import { type EntryMode, entryModes } from "../enteredValue";
import { FormPlaceContext, isReferring } from "../FormPlace";

const labels: Record<EntryMode, string> = { value: "Value", reference: "Reference", template: "Template" };

interface ModeSelectProps {
  /** Label of the box. */
  label: string;
  mode: EntryMode;
  /** Default: all. */
  modes?: readonly EntryMode[];
  onMode(mode: EntryMode): void;
}

/** The switch between a value, the result of an earlier step, and a text with such results. */
export const ModeSelect = ({ label, mode, modes = entryModes, onMode }: ModeSelectProps) => {
  const place = useContext(FormPlaceContext);
  if (!isReferring(place)) return null;
  return (
    <select
      class="mode"
      aria-label={`${label}: filled by`}
      value={mode}
      onChange={({ currentTarget }) => onMode(currentTarget.value as EntryMode)}
    >
      {modes.map((one) => (
        <option key={one} value={one}>
          {labels[one]}
        </option>
      ))}
    </select>
  );
};
