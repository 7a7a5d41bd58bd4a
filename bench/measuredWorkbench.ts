import type { Browser } from "playwright-core";
import type { WorkbenchServer } from "../local/workbench/server/startServer";
import type { Workbench } from "../local/workbench/server/workbench";

/** A workbench that is measured, and the browser that its page is opened in. */
export interface MeasuredWorkbench {
  workbench: Workbench;
  server: WorkbenchServer;
  browser: Browser;
}
