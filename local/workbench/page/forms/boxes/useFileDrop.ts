import { useState } from "preact/hooks";

/** What lets an element take a file that is dropped on it. */
interface FileDrop {
  /** True while a file is held over the element. */
  isOver: boolean;
  handlers: {
    onDragOver(event: DragEvent): void;
    onDragLeave(): void;
    onDrop(event: DragEvent): void;
  };
}

/** Takes a file that is dropped. */
export const useFileDrop = (onFile: (file: File | undefined) => void): FileDrop => {
  const [isOver, setOver] = useState(false);
  return {
    isOver,
    handlers: {
      onDragOver: (event) => {
        event.preventDefault();
        setOver(true);
      },
      onDragLeave: () => setOver(false),
      onDrop: (event) => {
        event.preventDefault();
        setOver(false);
        onFile(event.dataTransfer?.files[0]);
      },
    },
  };
};
