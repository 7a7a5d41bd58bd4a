import type { Page } from "playwright-core";

/** What is used of a text node. */
interface TextNode {
  data: string;
}

/** What is used of an element. */
interface MaskedElement {
  dataset: Record<string, string | undefined>;
  style: Record<string, string>;
  value?: string;
  textContent: string | null;
  getAttribute(name: string): string | null;
  setAttribute(name: string, value: string): void;
}

/** What is used of a page's globals; the tests are compiled without those of browsers. */
interface PageGlobals {
  document: {
    querySelectorAll(selector: string): Iterable<MaskedElement>;
    createTreeWalker(root: MaskedElement, show: number): { nextNode(): TextNode | null };
  };
}

/*
 * Runs in the page. Texts are changed in place, not replaced, so that a library that keeps the nodes can go on with
 * them. What was drawn anew meanwhile is left as it is.
 */
const maskInPage = (): (() => void) => {
  const { document } = globalThis as unknown as PageGlobals;
  const undo: Array<() => void> = [];
  const change = <Key extends string>(target: Record<Key, string>, key: Key, mask: string): void => {
    const before = target[key];
    target[key] = mask;
    undo.push(() => {
      if (target[key] === mask) target[key] = before;
    });
  };
  for (const element of document.querySelectorAll("[data-volatile]")) {
    const mask = element.dataset["volatile"] || "…";
    const label = element.getAttribute("aria-label");
    if (label !== null) {
      element.setAttribute("aria-label", mask);
      undo.push(() => element.setAttribute("aria-label", label));
    }
    if (typeof element.value === "string") change(element as { value: string }, "value", mask);
    else if ((element.textContent ?? "").trim() === "") change(element.style, "opacity", "0");
    else {
      const texts = document.createTreeWalker(element, 4);
      let text = texts.nextNode();
      for (let shown = mask; text !== null; shown = "", text = texts.nextNode()) change(text, "data", shown);
    }
  }
  return () => {
    for (const step of undo.reverse()) step();
  };
};

/**
 * Runs something while whatever has the attribute `data-volatile` (dates, ids, ports, durations) shows the attribute's
 * text, or an ellipsis where that is empty; a drawing without text can't be seen meanwhile.
 */
export const withVolatileMasked = async <Result>(page: Page, run: () => Promise<Result>): Promise<Result> => {
  const restore = await page.evaluateHandle(maskInPage);
  try {
    return await run();
  } finally {
    await restore.evaluate((undo) => undo());
    await restore.dispose();
  }
};
