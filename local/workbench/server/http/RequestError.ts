/** A request that can't be answered as asked. Its message is a sentence for people. */
export class RequestError extends Error {
  override name = "RequestError";

  constructor(
    readonly status: number,
    message: string,
    /** Keys of the box that it is about, a group's key before its member's. */
    readonly input?: readonly string[],
  ) {
    super(message);
  }
}
