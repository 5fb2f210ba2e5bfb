// Waits for something that has no event: asks again until it holds.

/** Resolves when `check` no longer throws; rejects with its last error. */
export async function until<T>(check: () => Promise<T> | T, withinMs = 10_000): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) throw error;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
}

/** What this process wrote to itself over loopback has been read by then, however busy the machine is. */
export async function readByNow(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
  // A timer may come before what there is to read: some turns of the event loop come after it.
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}
