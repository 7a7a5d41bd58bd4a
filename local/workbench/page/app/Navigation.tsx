import { pages } from "./pages";
import { addressOf } from "./route";

/** Links to all pages; the current one is marked. */
export const Navigation = ({ current }: { current: string }) => (
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
