interface UploadNoteProps {
  /** What is under way. */
  status: string | undefined;
  problem: string | undefined;
  onCancel(): void;
}

/** How a file gets to the server, and a button that gives it up. */
export const UploadNote = ({ status, problem, onCancel }: UploadNoteProps) => (
  <>
    <p class={problem === undefined ? "field-hint" : "field-problem"} aria-live="polite">
      {problem ?? status ?? ""}
    </p>
    {status !== undefined && (
      <button type="button" class="small" aria-label={`Cancel: ${status}`} onClick={onCancel}>
        Cancel
      </button>
    )}
  </>
);
