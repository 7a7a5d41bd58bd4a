const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

const head =
  '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>Workbench</title>';

/** A page of one sentence, for whoever opened an address that shows no workbench. It needs no script and no style. */
export const sentencePage = (sentence: string): string => {
  const text = sentence.replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");
  return `${head}<main><h1>Workbench</h1><p>${text}</p></main></html>`;
};

/** A page that goes to the workbench's own at once. */
export const bouncePage = `${head}<meta http-equiv="refresh" content="0;url=/"></html>`;
