/** A row of flags for each instance. */
export class FlagRows {
  readonly flags: Uint8Array;

  /** `width` is the number of flags of a row. */
  constructor(private readonly width: number, instances: number) {
    this.flags = new Uint8Array(width * instances);
  }

  has(instance: number, flag: number): boolean {
    return this.flags[instance * this.width + flag] === 1;
  }

  set(instance: number, flag: number, on: boolean): void {
    this.flags[instance * this.width + flag] = on ? 1 : 0;
  }

  hasAny(instance: number, flags: Int32Array): boolean {
    for (let at = 0; at < flags.length; at++) if (this.has(instance, flags[at])) return true;
    return false;
  }

  setAll(instance: number, flags: Int32Array, on: boolean): void {
    for (let at = 0; at < flags.length; at++) this.set(instance, flags[at], on);
  }

  /** Calls back with the flags that are on, lowest first. */
  each(instance: number, visit: (flag: number) => void): void {
    const start = instance * this.width;
    for (let flag = 0; flag < this.width; flag++) if (this.flags[start + flag] === 1) visit(flag);
  }
}
