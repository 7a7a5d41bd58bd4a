import { isObject } from "./isObject";
import { followReference, innerSchemas, type JsonSchema } from "./schemaPlaces";
import type { StrictLimits } from "./strictLimits";

const definition = /^#\/(?:\$defs|definitions)\/([^/]+)$/;

const allowsNull = ({ type }: JsonSchema): boolean => Array.isArray(type) && type.includes("null");

/** Names the definitions of a strict schema. References may lead to these and to the root alone. */
export class StrictReferences {
  /** Definitions that are still to be written, by name. */
  readonly waiting: Array<readonly [name: string, schema: unknown]> = [];
  private readonly names = new Map<unknown, string>();

  constructor(
    private readonly root: JsonSchema,
    private readonly limits: StrictLimits,
  ) {}

  /** The target of a reference, which may lead through others. */
  follow(reference: string): unknown {
    return followReference(this.root, reference);
  }

  /** True when a schema refers back to itself. */
  isRecursive(target: unknown): boolean {
    const seen = new Set<unknown>();
    const stack: unknown[] = [target];
    while (stack.length > 0) {
      const node = stack.pop();
      if (!isObject(node)) continue;
      const next = innerSchemas(node).map(([, schema]) => schema);
      if (typeof node["$ref"] === "string") next.push(this.follow(node["$ref"]));
      for (const schema of next) {
        if (schema === target) return true;
        if (!seen.has(schema)) stack.push(schema);
        seen.add(schema);
      }
    }
    return false;
  }

  /** True for a reference to the root or to a top-level definition. */
  isNamed(reference: string): boolean {
    return reference === "#" || definition.test(reference);
  }

  /** The reference to a schema that becomes a definition. */
  named(reference: string, target: unknown): JsonSchema {
    // As the root, it must be an object, even if it allows null where it is referred to.
    if (target === this.root && !allowsNull(this.root)) return { $ref: "#" };
    const name = this.names.get(target) ?? this.add(reference, target);
    return { $ref: `#/$defs/${name}` };
  }

  private add(reference: string, target: unknown): string {
    const last = reference.split("/").at(-1) ?? "";
    const plain =
      last
        .replace(/^#$/, "root")
        .replace(/[^A-Za-z0-9_-]/g, "_")
        .slice(0, 60) || "part";
    const taken = new Set(this.names.values());
    let name = plain;
    for (let count = 2; taken.has(name); count += 1) name = `${plain}_${count}`;
    this.names.set(target, name);
    this.limits.text([name]);
    this.waiting.push([name, target]);
    return name;
  }
}
