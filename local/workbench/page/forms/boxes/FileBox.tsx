import { useRef, useState } from "preact/hooks";
import type { FileReference } from "../../../wire/entered";
import { isFile, textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";
import { FileNote } from "./FileNote";
import { useUpload } from "./useUpload";

/** The files in a box: one, or a list for a box that takes several. None for text. */
const filesIn = (value: unknown): FileReference[] => {
  if (isFile(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isFile) ? value : [];
};

const asValue = (files: readonly FileReference[]): unknown => (files.length > 1 ? files : (files[0] ?? ""));

interface FileButtonsProps {
  label: string;
  hasFiles: boolean;
  /** Called with what was chosen, and whether it comes to what is there. */
  onFile(file: File | null | undefined, isAdded: boolean): void;
  control: Partial<BoxProps["control"]>;
}

const FileButtons = ({ label, hasFiles, onFile, control }: FileButtonsProps) => {
  const chooser = useRef<HTMLInputElement>(null);
  const isAdding = useRef(false);
  const choose = (isAdded: boolean): void => {
    isAdding.current = isAdded;
    chooser.current?.click();
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
      {hasFiles && (
        <button
          type="button"
          class="small"
          aria-label={`Add a file to ${label}`}
          onClick={() => choose(true)}
        >
          + Add
        </button>
      )}
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          onFile(currentTarget.files?.[0], isAdding.current);
          currentTarget.value = "";
        }}
      />
    </div>
  );
};

/** A box for bytes: a file that is chosen or dropped, or text in its place. */
export const FileBox = ({ input, value, onValue, control }: BoxProps) => {
  const [isOver, setOver] = useState(false);
  const files = filesIn(value);
  const hasFiles = files.length > 0;
  const { status, problem, take } = useUpload((reference, isAdded) =>
    onValue(asValue(isAdded ? [...files, reference] : [reference])),
  );
  const { id, "aria-describedby": describing } = control;
  return (
    <fieldset
      class={`file-box ${isOver ? "is-over" : ""}`}
      aria-label={input.label}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files[0], hasFiles);
      }}
    >
      {hasFiles ? (
        <div class="file-notes">
          {files.map((file, index) => (
            <FileNote
              key={file.$file}
              file={file}
              onRemove={() => onValue(asValue(files.toSpliced(index, 1)))}
            />
          ))}
        </div>
      ) : (
        <textarea
          {...control}
          rows={2}
          spellcheck={false}
          placeholder={input.placeholder ?? "Text, or drop a file"}
          value={textOf(value)}
          onInput={({ currentTarget }) => onValue(currentTarget.value)}
        />
      )}
      <FileButtons
        label={input.label}
        hasFiles={hasFiles}
        onFile={take}
        control={hasFiles ? { id, "aria-describedby": describing } : {}}
      />
      <p class={problem === undefined ? "field-hint" : "field-problem"} aria-live="polite">
        {problem ?? status ?? ""}
      </p>
    </fieldset>
  );
};
