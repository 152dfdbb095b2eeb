/** What was done, newest last, as triples of integers; grows by doubling. */
export class UndoLog {
  private entries = new Int32Array(3 * 256);
  private used = 0;

  get length(): number {
    return this.used;
  }

  push(what: number, instance: number, amount: number): void {
    if (this.used === this.entries.length) {
      const larger = new Int32Array(this.entries.length * 2);
      larger.set(this.entries);
      this.entries = larger;
    }
    this.entries[this.used] = what;
    this.entries[this.used + 1] = instance;
    this.entries[this.used + 2] = amount;
    this.used += 3;
  }

  /** Hands back the entries after `mark`, newest first, and forgets them. */
  undoTo(mark: number, undo: (what: number, instance: number, amount: number) => void): void {
    if (!(mark >= 0 && mark <= this.used && mark % 3 === 0)) throw new RangeError(`no mark ${mark}: the state was rolled back past it`);
    while (this.used > mark) {
      this.used -= 3;
      undo(this.entries[this.used], this.entries[this.used + 1], this.entries[this.used + 2]);
    }
  }
}
