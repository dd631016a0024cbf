// What was found wrong, grouped: one paragraph for a fault that a header repeats on a hundred pages.

export class Faults {
  #found = new Map();

  /** Faults { rule, node } of a visit { page, state }, seen `where`. */
  add({ page, state }, where, faults) {
    for (const { rule, node } of faults) {
      const key = `${rule} ${node}`;
      if (!this.#found.has(key)) this.#found.set(key, { rule, node, places: [] });
      this.#found.get(key).places.push([page, state, where].filter(Boolean).join(" · "));
    }
  }

  get count() {
    return this.#found.size;
  }

  toString() {
    return [...this.#found.values()].map(({ rule, node, places }) => {
      const more = places.length > 1 ? ` (and ${places.length - 1} more)` : "";
      return `${rule}\n    ${places[0]}${more}\n    ${node}`;
    }).join("\n");
  }
}
