// Holds back a thread that sends faster than the other end takes: one end waits, blocking, the other counts what it took.

/** Lies in shared memory: hand `shared` to the other thread and make the other end of it there. */
export class SendWindow {
  readonly shared: SharedArrayBuffer;
  readonly #taken: Int32Array;
  readonly #most: number;
  #sent = 0;

  /** `most`: how many may be under way at once. */
  constructor(most: number, shared: SharedArrayBuffer = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) {
    this.#most = most;
    this.shared = shared;
    this.#taken = new Int32Array(shared);
  }

  /** The sender, before each one: blocks its thread until there is room. Never on a thread that must stay responsive. */
  wait(): void {
    for (;;) {
      const taken = Atomics.load(this.#taken, 0);
      if (this.#sent - taken < this.#most) break;
      Atomics.wait(this.#taken, 0, taken);
    }
    this.#sent++;
  }

  /** The receiver, after each one. */
  take(): void {
    Atomics.add(this.#taken, 0, 1);
    Atomics.notify(this.#taken, 0);
  }
}
