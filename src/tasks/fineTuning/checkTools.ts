import { fieldsOf, isObject } from "../../text/isObject";
import { listIn } from "./messageTexts";
import type { RowFindings } from "./RowFindings";

const functionName = /^[a-zA-Z0-9_-]{1,64}$/;

const nameOf = (called: unknown): string | undefined => {
  const { name } = fieldsOf(called);
  return typeof name === "string" ? name : undefined;
};

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const checkFunction = (definition: unknown, place: string, findings: RowFindings): void => {
  if (!functionName.test(nameOf(definition) ?? ""))
    findings.refuse("A function's name is not 1 to 64 letters, digits, _ and -.", place);
  const { parameters, description } = fieldsOf(definition);
  if (parameters !== undefined && !isObject(parameters))
    findings.refuse("A function's parameters are not a JSON schema as an object.", place);
  if (description !== undefined && typeof description !== "string")
    findings.refuse("A function's description is not text.", place);
};

/** Looks at the definitions of tools, and of functions as older rows have them. @returns the names that are defined. */
export const checkDefinitions = (holder: unknown, findings: RowFindings): ReadonlySet<string> => {
  const { tools, functions, parallel_tool_calls: parallel } = fieldsOf(holder);
  for (const [field, value] of Object.entries({ tools, functions })) {
    if (value === undefined) continue;
    if (!Array.isArray(value) || value.length === 0)
      findings.refuse(`Its ${field} are not a list with entries.`);
  }
  if (parallel !== undefined && typeof parallel !== "boolean")
    findings.refuse("Its parallel_tool_calls is neither true nor false.");
  const named = new Set<string>();
  const take = (definition: unknown, place: string): void => {
    checkFunction(definition, place, findings);
    const name = nameOf(definition);
    if (name === undefined) return;
    if (named.has(name)) findings.refuse("Two tools have the same name.", place);
    named.add(name);
  };
  for (const [index, tool] of listIn(tools).entries()) {
    const { type, function: definition, custom } = fieldsOf(tool);
    if (type === "function" || (type === undefined && definition !== undefined))
      take(definition, `tool ${index + 1}`);
    else if (type === "custom") take(custom, `tool ${index + 1}`);
    else findings.refuse("A tool is not of the type function.", `tool ${index + 1}`);
    if (type === undefined) findings.refuse("A tool has no type.", `tool ${index + 1}`);
  }
  for (const [index, definition] of listIn(functions).entries()) take(definition, `function ${index + 1}`);
  return named;
};

const checkCalled = (
  called: unknown,
  defined: ReadonlySet<string>,
  place: string,
  findings: RowFindings,
): void => {
  const name = nameOf(called);
  const { arguments: given, input } = fieldsOf(called);
  if (name === undefined || name === "") findings.refuse("A call has no function name.", place);
  else if (!defined.has(name)) findings.note("A call is of a function that its row does not define.", place);
  const text = given ?? input;
  if (typeof text !== "string") findings.refuse("The arguments of a call are not JSON as text.", place);
  else if (given !== undefined && !isJson(text))
    findings.note("The arguments of a call are not JSON.", place);
};

/** Looks at the calls of an assistant's message. @returns the ids that tools have to answer. */
export const checkCalls = (
  message: Readonly<Record<string, unknown>>,
  defined: ReadonlySet<string>,
  place: string,
  findings: RowFindings,
): string[] => {
  const { tool_calls: calls, function_call: call } = message;
  if (isPresent(call)) checkCalled(call, defined, place, findings);
  if (!isPresent(calls)) return [];
  if (!Array.isArray(calls) || calls.length === 0) {
    findings.refuse("Its tool_calls are not a list with entries.", place);
    return [];
  }
  return calls.flatMap((entry) => {
    const { id, type, function: called, custom } = fieldsOf(entry);
    if (type !== "function" && type !== "custom") findings.refuse("A call has no type function.", place);
    checkCalled(called ?? custom, defined, place, findings);
    if (typeof id === "string" && id !== "") return [id];
    findings.refuse("A call has no id.", place);
    return [];
  });
};

/** True for what a field holds beside null, which stands for nothing. */
export const isPresent = (value: unknown): boolean => value !== undefined && value !== null;
