const escapes: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** A page of one sentence, for whoever opened an address that shows no workbench. It needs no script and no style. */
export const sentencePage = (sentence: string): string => {
  const text = sentence.replace(/[&<>"]/g, (sign) => escapes[sign] ?? "");
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Workbench</title><main><h1>Workbench</h1><p>${text}</p></main></html>`;
};

/** A page that goes to the workbench's own at once. */
export const bouncePage =
  '<!doctype html><html lang="en"><meta charset="utf-8"><title>Workbench</title><meta http-equiv="refresh" content="0;url=/"></html>';
