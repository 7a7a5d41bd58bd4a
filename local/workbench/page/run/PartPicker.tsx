import { useState } from "preact/hooks";
import type { Catalogue, CatalogueEntry } from "../../wire/catalogue";
import type { Choice } from "../../wire/formInput";
import { get } from "../app/api";
import { goTo } from "../app/route";
import { Combobox } from "../forms/boxes/Combobox";

interface PartPickerProps {
  /** What is chosen now. */
  kind: string;
  keyOfPart: string;
  /** Absent until it is known. */
  label: string | undefined;
}

const kinds = { action: "Action", dataSource: "Data source", trigger: "Trigger", connection: "Connection" };

const runnable = ({ kind }: CatalogueEntry): boolean => kind === "action" || kind === "dataSource";

const choiceOf = ({ kind, key, label }: CatalogueEntry): Choice => ({
  label: kind === "action" ? label : `${label} (${kinds[kind]})`,
  value: `${kind}/${key}`,
});

/** A box in which an action or a data source is found by what it is called. */
export const PartPicker = ({ kind, keyOfPart, label }: PartPickerProps) => {
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const [entries, setEntries] = useState<CatalogueEntry[]>([]);
  const load = async (signal: AbortSignal): Promise<Choice[]> => {
    const { entries: all } = await get<Catalogue>("/api/catalogue", signal);
    const found = all.filter(runnable);
    setEntries(found);
    return found.map(choiceOf);
  };
  const onText = (text: string): void => {
    const chosen = entries.find((entry) => choiceOf(entry).value === text);
    setTyped(chosen ? undefined : text);
    if (chosen) goTo("run", chosen.kind, chosen.key);
  };
  return (
    <div
      class="part-picker"
      onFocusIn={({ target }) => {
        // What is typed replaces what was chosen.
        if (target instanceof HTMLInputElement) target.select();
      }}
      onFocusOut={() => setTyped(undefined)}
    >
      <label for="run-part">Action or data source</label>
      <Combobox
        control={{ id: "run-part" }}
        text={typed ?? label ?? `${kind}/${keyOfPart}`}
        placeholder="Search by name"
        source={{ key: "parts", load }}
        onText={onText}
      />
    </div>
  );
};
