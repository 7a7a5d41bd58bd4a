import { logStrayErrors } from "../../../local/workbench/server/logStrayErrors";

/* Fails in all ways that no one waits for, and goes on. */

logStrayErrors(() => ["s3cret~of~a~connection"]);
void Promise.reject(new TypeError("left behind with s3cret~of~a~connection\n    at a second line"));
void Promise.reject({ toString: () => "no error" });
void Promise.reject(Object.create(null));
setTimeout(() => {
  setTimeout(() => console.log("it goes on"));
  throw new Error("x".repeat(10_000));
});
