import { useRef } from "preact/hooks";
import type { BoxProps } from "./boxProps";

interface FileButtonsProps {
  label: string;
  hasFiles: boolean;
  /** Called with what was chosen, and whether it comes to what is there. */
  onFile(file: File | null | undefined, isAdded: boolean): void;
  control: Partial<BoxProps["control"]>;
}

/** Buttons that choose a file for a box, in place of the one that is there or as one more. */
export const FileButtons = ({ label, hasFiles, onFile, control }: FileButtonsProps) => {
  const chooser = useRef<HTMLInputElement>(null);
  const isAdding = useRef(false);
  const choose = (isAdded: boolean): void => {
    isAdding.current = isAdded;
    chooser.current?.click();
  };
  const take = ({ currentTarget }: { currentTarget: HTMLInputElement }): void => {
    onFile(currentTarget.files?.[0], isAdding.current);
    // The same file can be chosen once more.
    currentTarget.value = "";
  };
  const choosing = hasFiles ? "Choose another file" : "Choose a file";
  return (
    <div class="file-buttons">
      <button
        type="button"
        class="small"
        {...control}
        aria-label={`${choosing} for ${label}`}
        onClick={() => choose(false)}
      >
        {choosing}
      </button>
      {hasFiles && <AddButton label={label} onAdd={() => choose(true)} />}
      <input ref={chooser} type="file" hidden onChange={take} />
    </div>
  );
};

const AddButton = ({ label, onAdd }: { label: string; onAdd(): void }) => (
  <button type="button" class="small" aria-label={`Add a file to ${label}`} onClick={onAdd}>
    + Add
  </button>
);
