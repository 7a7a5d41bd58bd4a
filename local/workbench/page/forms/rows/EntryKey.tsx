interface EntryKeyProps {
  id: string;
  /** What the row is called. */
  label: string;
  keyLabel: string;
  text: string;
  onText(text: string): void;
}

/** The key of a row, in a list of keys with values. */
export const EntryKey = ({ id, label, keyLabel, text, onText }: EntryKeyProps) => (
  <input
    class="entry-key"
    id={id}
    type="text"
    autocomplete="off"
    spellcheck={false}
    aria-label={`${label}: ${keyLabel}`}
    placeholder={keyLabel}
    value={text}
    onInput={({ currentTarget }) => onText(currentTarget.value)}
  />
);
