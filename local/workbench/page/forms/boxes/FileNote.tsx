import type { FileReference } from "../../../wire/entered";
import { bytesInWords } from "../../parts/bytesInWords";

/** A file that the server holds for a box. */
export const FileNote = ({ file, onRemove }: { file: FileReference; onRemove(): void }) => (
  <p class="file-note">
    <span class="file-name">{file.name}</span>
    <span class="quiet">
      {bytesInWords(file.size)}, {file.contentType}
    </span>
    <button type="button" class="plain small" aria-label={`Remove ${file.name}`} onClick={onRemove}>
      ×
    </button>
  </p>
);
