import { useEffect, useRef } from "preact/hooks";
import type { WorkbenchStatus } from "../../wire/workbenchStatus";
import { useLoaded } from "../parts/useLoaded";
import { Banners } from "./Banners";
import { Navigation } from "./Navigation";
import { PageFrame } from "./PageFrame";
import { currentPage } from "./pages";
import { addressOf } from "./route";
import { StatusBar } from "./StatusBar";

const focusContent = (): void => document.getElementById("content")?.focus();

/** Names the page in the tab, and moves the focus to its heading, where reading goes on. */
const usePageChange = (key: string, label: string): (() => void) => {
  const shownKey = useRef<string | undefined>(undefined);
  useEffect(() => {
    document.title = `${label} · Workbench`;
  }, [label]);
  return () => {
    const former = shownKey.current;
    shownKey.current = key;
    if (former === undefined || former === key) return;
    const heading = document.querySelector<HTMLElement>("#content h1");
    heading?.setAttribute("tabindex", "-1");
    (heading ?? document.getElementById("content"))?.focus();
  };
};

/** The workbench: its navigation, the page of the address, and how the component stands. */
export const App = () => {
  const page = currentPage.value;
  const onShown = usePageChange(page.key, page.label);
  const { value: status } = useLoaded<WorkbenchStatus>("/api/status", ["component"]);
  return (
    <>
      <header class="top">
        <button type="button" class="skip" onClick={focusContent}>
          Skip to the content
        </button>
        <a class="brand" href={addressOf()}>
          Workbench
        </a>
        <Navigation current={page.key} />
      </header>
      <Banners status={status} />
      <main id="content" tabIndex={-1}>
        <PageFrame page={page} onShown={onShown} />
      </main>
      <StatusBar status={status} />
    </>
  );
};
