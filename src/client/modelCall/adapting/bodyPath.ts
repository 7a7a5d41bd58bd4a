import { fieldsOf, isObject } from "../../../text/isObject";
import type { Body } from "./mend";

/** The way to a value in a body: a field, or a field of a field. */
export type BodyPath = readonly [field: string, member?: string];

/** Settings that chat and Responses have under two names. */
const spellings: readonly (readonly BodyPath[])[] = [
  [["reasoning_effort"], ["reasoning", "effort"]],
  [["verbosity"], ["text", "verbosity"]],
  [["response_format"], ["text", "format"]],
];

const spelled = ([field, member]: BodyPath): string => (member === undefined ? field : `${field}.${member}`);

const own = (object: unknown, name: string): unknown =>
  Object.hasOwn(fieldsOf(object), name) ? fieldsOf(object)[name] : undefined;

/** The value at a path; undefined where there is none. */
export const valueAt = (body: Body, [field, member]: BodyPath): unknown =>
  member === undefined ? own(body, field) : own(own(body, field), member);

/** The path of a parameter that a body has; undefined for a name that is not in it. */
export const pathIn = (body: Body, name: string): BodyPath | undefined => {
  const [field = "", member] = name.split(/[.[]/, 2);
  const named: BodyPath =
    member === undefined || !isObject(valueAt(body, [field])) ? [field] : [field, member];
  const others = spellings.find((paths) => paths.some((path) => name.startsWith(spelled(path)))) ?? [];
  return [named, ...others].find((path) => valueAt(body, path) !== undefined);
};

/** A body without a value, and without an object that would be left empty. */
export const withoutValue = (body: Body, [field, member]: BodyPath): Body => {
  const { [field]: value, ...others } = body;
  if (member === undefined || !isObject(value)) return others;
  const { [member]: _dropped, ...kept } = value;
  return Object.keys(kept).length === 0 ? others : { ...body, [field]: kept };
};

/** A body with another value. */
export const withValue = (body: Body, [field, member]: BodyPath, value: unknown): Body => ({
  ...body,
  [field]: member === undefined ? value : { ...fieldsOf(body[field]), [member]: value },
});

/** The wire name of a path. */
export const nameOf = spelled;
