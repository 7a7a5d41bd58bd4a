/** How the workbench stands. */
export interface WorkbenchStatus {
  /** The component that was loaded last; absent where none could be. */
  component?: {
    label: string;
    /** Actions, triggers, data sources and connections together. */
    parts: number;
    /** Of the built bundle. */
    bytes: number;
    loadedAtMs: number;
  };
  /** Why what is built now is not loaded, and what to do. */
  problem?: string;
  /** The bundle was built anew since. */
  isOutdated: boolean;
  /** Address of the local endpoint. */
  endpointUrl: string;
}
