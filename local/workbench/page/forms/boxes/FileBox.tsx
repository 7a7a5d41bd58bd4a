import type { FileReference } from "../../../wire/entered";
import { isFile, textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";
import { FileButtons } from "./FileButtons";
import { FileNote } from "./FileNote";
import { UploadNote } from "./UploadNote";
import { useFileDrop } from "./useFileDrop";
import { useUpload } from "./useUpload";

/** The files in a box: one, or a list for a box that takes several. None for text. */
const filesIn = (value: unknown): FileReference[] => {
  if (isFile(value)) return [value];
  return Array.isArray(value) && value.length > 0 && value.every(isFile) ? value : [];
};

const asValue = (files: readonly FileReference[]): unknown => (files.length > 1 ? files : (files[0] ?? ""));

/** A box for bytes: a file that is chosen or dropped, or text in its place. */
export const FileBox = ({ input, value, onValue, control }: BoxProps) => {
  const files = filesIn(value);
  const hasFiles = files.length > 0;
  const { status, problem, take, cancel } = useUpload((reference, isAdded) =>
    onValue(asValue(isAdded ? [...files, reference] : [reference])),
  );
  const { isOver, handlers } = useFileDrop((file) => take(file, hasFiles));
  const { id, "aria-describedby": describing } = control;
  const remove = (index: number): void => onValue(asValue(files.toSpliced(index, 1)));
  const giveUp = (): void => {
    cancel();
    // The button that has the focus goes.
    document.getElementById(id)?.focus();
  };
  return (
    <fieldset class={`file-box ${isOver ? "is-over" : ""}`} aria-label={input.label} {...handlers}>
      {hasFiles ? (
        files.map((file, index) => <FileNote key={file.$file} file={file} onRemove={() => remove(index)} />)
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
      <UploadNote status={status} problem={problem} onCancel={giveUp} />
    </fieldset>
  );
};
