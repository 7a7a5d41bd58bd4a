import { useEffect } from "preact/hooks";
import { askedBox } from "./focusBox";

const isSame = (path: readonly string[], asked: readonly string[] | undefined): boolean =>
  asked?.join(".") === path.join(".");

/** Puts the focus into the element of an id as soon as its box is asked for. */
export const useAskedFocus = (path: readonly string[], id: string): void => {
  const asked = askedBox.value;
  useEffect(() => {
    if (!isSame(path, asked)) return;
    askedBox.value = undefined;
    const element = document.getElementById(id);
    element?.scrollIntoView({ block: "center" });
    element?.focus({ preventScroll: true });
  });
};
