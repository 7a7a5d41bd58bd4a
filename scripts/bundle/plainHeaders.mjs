/** The part of Node's Headers that the SDK uses: names in lower case, values of one name put together. */
export class Headers {
  #values = new Map();

  append(name, value) {
    const former = this.get(name);
    this.set(name, former === null ? value : `${former}, ${value}`);
  }

  set(name, value) {
    this.#values.set(name.toLowerCase(), String(value));
  }

  get(name) {
    return this.#values.get(name.toLowerCase()) ?? null;
  }

  has(name) {
    return this.#values.has(name.toLowerCase());
  }

  delete(name) {
    this.#values.delete(name.toLowerCase());
  }

  entries() {
    return this.#values.entries();
  }

  [Symbol.iterator]() {
    return this.entries();
  }
}

/** Tells Node's forms by their name. */
// biome-ignore lint/complexity/noStaticOnlyClass: the SDK asks by instanceof
export class FormData {
  static [Symbol.hasInstance](value) {
    return Object.prototype.toString.call(value) === "[object FormData]";
  }
}
