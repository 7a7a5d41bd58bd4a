import type { FileReference } from "../../../wire/entered";

const sizeOf = (bytes: number): string => {
  if (bytes < 1000) return `${bytes} bytes`;
  return bytes < 1e6 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
};

/** A file that the server holds for a box. */
export const FileNote = ({ file, onRemove }: { file: FileReference; onRemove(): void }) => (
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
