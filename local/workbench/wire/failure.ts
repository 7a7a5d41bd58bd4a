/** What the server answers where it can't do what is asked. */
export interface Failure {
  /** A sentence for people: what happened and what to do. */
  message: string;
  /** Keys of the box that it is about, a group's key before its member's. */
  input?: string[];
}

/** Header that every change carries: a page of another site can't add it without asking first. */
export const changeHeader = "x-workbench";
