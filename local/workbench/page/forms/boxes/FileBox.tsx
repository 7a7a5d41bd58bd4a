import { useRef, useState } from "preact/hooks";
import type { FileReference } from "../../../wire/entered";
import { sentenceOf, upload } from "../../app/api";
import { isFile, textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";

const sizeOf = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
};

/** Hands files to the server, and tells how it goes. */
const useUpload = (onFile: (file: FileReference) => void) => {
  const [told, setTold] = useState<{ status?: string; problem?: string }>({});
  const latest = useRef(onFile);
  latest.current = onFile;
  const take = (file: File | null | undefined): void => {
    if (!file) return;
    setTold({ status: `Handing over ${file.name} …` });
    upload(file).then(
      (reference) => {
        setTold({});
        latest.current(reference);
      },
      (error: unknown) => setTold({ problem: sentenceOf(error) }),
    );
  };
  return { ...told, take };
};

const FileNote = ({ file, onRemove }: { file: FileReference; onRemove(): void }) => (
  <p class="file-note">
    <span class="file-name">{file.name}</span>
    <span class="quiet">
      {sizeOf(file.size)}, {file.contentType}
    </span>
    <button type="button" class="plain small" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      ×
    </button>
  </p>
);

/** A box for bytes: a file that is chosen or dropped, or text in its place. */
export const FileBox = ({ input, value, onValue, control }: BoxProps) => {
  const chooser = useRef<HTMLInputElement>(null);
  const { status, problem, take } = useUpload(onValue);
  return (
    <fieldset
      class="file-box"
      aria-label={input.label}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        take(event.dataTransfer?.files[0]);
      }}
    >
      {isFile(value) ? (
        <FileNote file={value} onRemove={() => onValue("")} />
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
      <button
        type="button"
        {...(isFile(value) && { id: control.id, "aria-describedby": control["aria-describedby"] })}
        aria-label={`Choose a file for ${input.label}`}
        onClick={() => chooser.current?.click()}
      >
        Choose a file
      </button>
      <input
        ref={chooser}
        type="file"
        hidden
        onChange={({ currentTarget }) => {
          take(currentTarget.files?.[0]);
          currentTarget.value = "";
        }}
      />
      <p class={problem === undefined ? "hint" : "field-problem"} aria-live="polite">
        {problem ?? status ?? ""}
      </p>
    </fieldset>
  );
};
