import type { Page } from "playwright-core";

/** What is done in the page, so that a hundred forms take a hundred drawings and not many messages each. */
const inPage = `
  const drawn = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const until = async (isSo) => {
    while (!isSo()) await drawn();
  };
  const all = (selector) => [...document.querySelectorAll(selector)];
  const show = async (kind, key) => {
    location.hash = "#/catalogue/" + kind + "/" + key;
    await until(() => document.querySelector(".part-names code")?.textContent === key);
  };
  const openGroups = () =>
    until(() => {
      const folded = all('.form .fold[aria-expanded="false"]');
      for (const button of folded) button.click();
      return folded.length === 0;
    });
  const isTied = (tied) => {
    if (tied.matches("fieldset")) return tied.querySelector("button, input, select, textarea") !== null;
    const control = document.getElementById(tied.htmlFor);
    const ids = control?.getAttribute("aria-labelledby")?.split(" ") ?? [];
    return control !== null && (tied.control === control || ids.includes(tied.id));
  };
  const tiedLabels = () =>
    all(".form .field-head label, .form fieldset.field-list, .form fieldset.field-group")
      .filter(isTied)
      .map((tied) => (tied.querySelector(".fold-label, .list-label") ?? tied).textContent.replace(/ \\*$/, ""));
`;

const run = <Result>(page: Page, code: string): Promise<Result> =>
  page.evaluate(`(async () => { ${inPage} ${code} })()`);

/** Goes to a part of the catalogue and waits for its form. */
export const showPart = (page: Page, kind: string, key: string): Promise<void> =>
  run(page, `await show("${kind}", "${key}");`);

/** Opens all groups of the form that is shown. */
export const openGroups = (page: Page): Promise<void> => run(page, "await openGroups();");

/** For each part, the labels of its form that a control is tied to, in the order of the form; groups are opened. */
export const labelsOfForms = (
  page: Page,
  parts: ReadonlyArray<{ kind: string; key: string }>,
): Promise<string[][]> => {
  const asked = JSON.stringify(parts.map(({ kind, key }) => ({ kind, key })));
  return run(
    page,
    `const found = [];
    // Nobody looks at these forms, and painting them takes as long as all else.
    document.body.style.contentVisibility = "hidden";
    for (const { kind, key } of ${asked}) {
      await show(kind, key);
      await openGroups();
      found.push([key, ...tiedLabels()]);
    }
    document.body.style.contentVisibility = "";
    return found;`,
  );
};

/** The form as the page would send it. */
export const sentForm = async (page: Page): Promise<Record<string, unknown>> => {
  const fold = page.getByRole("button", { name: "What is sent" });
  if ((await fold.getAttribute("aria-expanded")) !== "true") await fold.click();
  return JSON.parse(await page.locator(".sent").textContent().then(String)) as Record<string, unknown>;
};
