/** What belongs to a list of values, found without making a text of them. */
export class ValueTree<T> {
  private readonly next = new Map<string | number, ValueTree<T>>();
  private content?: T;

  /** What was made for the same values before, or what `make` returns now. */
  get(values: readonly (string | number)[], make: () => T): T {
    const leaf = values.reduce<ValueTree<T>>((tree, value) => tree.child(value), this);
    leaf.content ??= make();
    return leaf.content;
  }

  private child(value: string | number): ValueTree<T> {
    const known = this.next.get(value);
    if (known) return known;
    const made = new ValueTree<T>();
    this.next.set(value, made);
    return made;
  }
}
