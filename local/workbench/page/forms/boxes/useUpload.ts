import { useEffect, useRef, useState } from "preact/hooks";
import type { FileReference } from "../../../wire/entered";
import { sentenceOf, upload } from "../../app/api";

type OnFile = (reference: FileReference, isAdded: boolean) => void;

/** Files on their way to the server. */
interface Upload {
  /** What is under way. */
  status?: string;
  problem?: string;
  /** Hands a file over, as the only one of its box or as one more. One that is still on its way is given up. */
  take(file: File | null | undefined, isAdded: boolean): void;
  /** Gives up the file that is on its way. */
  cancel(): void;
}

/** Hands files to the server, and tells how it goes. What stands for a file in the form is told when it is there. */
export const useUpload = (onFile: OnFile): Upload => {
  const [told, setTold] = useState<{ status?: string; problem?: string }>({});
  // The form may have changed until the file is there.
  const latest = useRef(onFile);
  latest.current = onFile;
  const current = useRef<AbortController | undefined>(undefined);
  // A box that is gone knows an older form, which would come back with its file.
  useEffect(() => () => current.current?.abort(), []);
  const cancel = (): void => {
    current.current?.abort();
    setTold({});
  };
  const take: Upload["take"] = (file, isAdded) => {
    if (!file) return;
    cancel();
    const sending = new AbortController();
    current.current = sending;
    setTold({ status: `Handing over ${file.name} …` });
    upload(file, sending.signal).then(
      (reference) => {
        if (sending.signal.aborted) return;
        setTold({});
        latest.current(reference, isAdded);
      },
      (error: unknown) => {
        if (!sending.signal.aborted) setTold({ problem: sentenceOf(error) });
      },
    );
  };
  return { ...told, take, cancel };
};
