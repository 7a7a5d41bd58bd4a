import { useRef, useState } from "preact/hooks";
import type { FileReference } from "../../../wire/entered";
import { sentenceOf, upload } from "../../app/api";

type OnFile = (reference: FileReference, isAdded: boolean) => void;

/** Files on their way to the server. */
interface Upload {
  /** What is under way. */
  status?: string;
  problem?: string;
  /** Hands a file over, as the only one of its box or as one more. */
  take(file: File | null | undefined, isAdded: boolean): void;
}

/** Hands files to the server, and tells how it goes. What stands for a file in the form is told when it is there. */
export const useUpload = (onFile: OnFile): Upload => {
  const [told, setTold] = useState<{ status?: string; problem?: string }>({});
  // The form may have changed until the file is there.
  const latest = useRef(onFile);
  latest.current = onFile;
  const take: Upload["take"] = (file, isAdded) => {
    if (!file) return;
    setTold({ status: `Handing over ${file.name} …` });
    upload(file).then(
      (reference) => {
        setTold({});
        latest.current(reference, isAdded);
      },
      (error: unknown) => setTold({ problem: sentenceOf(error) }),
    );
  };
  return { ...told, take };
};
