import { useComputed } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../parts/Problem";
import { sentenceOf } from "./api";
import { pages } from "./pages";
import { addressOf, route } from "./route";

const [firstPage] = pages;

const Navigation = ({ current }: { current: string }) => (
  <nav aria-label="Pages">
    <ul class="navigation">
      {pages.map(({ key, label }) => (
        <li key={key}>
          <a href={addressOf(key)} aria-current={key === current ? "page" : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

/** A page once it is loaded; the former one stays until then. */
const usePage = (key: string): { Shown: ComponentType | undefined; problem: string | undefined } => {
  const [loaded, setLoaded] = useState<{ Shown?: ComponentType; problem?: string }>({});
  useEffect(() => {
    let isCurrent = true;
    const page = pages.find((one) => one.key === key) ?? firstPage;
    page?.load().then(
      (Shown) => isCurrent && setLoaded({ Shown }),
      (error: unknown) => isCurrent && setLoaded({ problem: sentenceOf(error) }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key]);
  return { Shown: loaded.Shown, problem: loaded.problem };
};

/** The workbench: its navigation, and the page of the address. */
export const App = () => {
  const key = useComputed(() => route.value[0] || (firstPage?.key ?? "")).value;
  const { Shown, problem } = usePage(key);
  return (
    <>
      <button type="button" class="skip" onClick={focusContent}>
        Skip to the content
      </button>
      <header class="top">
        <a class="brand" href={addressOf(firstPage?.key ?? "")}>
          Workbench
        </a>
        <Navigation current={key} />
      </header>
      <main id="content" tabIndex={-1}>
        {problem !== undefined && <Problem sentence={problem} />}
        {Shown && <Shown />}
      </main>
    </>
  );
};

const focusContent = (): void => document.getElementById("content")?.focus();
