/** How responses behave; everything has a default. */
export interface ResponseOptions {
  /**
   * How long a background response takes, by the endpoint's clock. Default 0: the first look finds it finished. With
   * Infinity it stays in progress. The first tenth of it is `queued`.
   */
  backgroundMs?: number;
}
